// What an unopened connection answers: early requests, odd and unknown versions, silence before `initialized`, the end.
//
// A process costs more than everything else in an audit, so on stdio all of it happens on one connection: initialize is
// sent several times before `initialized`. Such an answer never condemns by itself, because refusing or repeating an
// agreement is a server's right: what looks wrong is asked again, each on a fresh connection, and only that is judged.
// Over Streamable HTTP every initialize without a session id is a fresh opening, so there nothing is asked twice.

import type { Artifact, Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { header, isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Frame, Json, Recording } from '../kernel/recording.ts';
import { unanswered } from './answers.ts';
import {
  dressedBy,
  initialize,
  INITIALIZE_REVISIONS,
  initializeParams,
  listMethod,
  NONSENSE_VERSIONS,
  UNDRESSED,
} from './handshake-messages.ts';
import { tellToEnd } from './exit-patience.ts';

const BY = 'artifact:first-words';
/** Fresh connections made at most to confirm what looked wrong. */
const CONFIRM_LIMIT = 4;
const PATIENCE = 5000;

/** One initialize and what came of it. */
export interface Agreement {
  readonly requested: string;
  /** The version in the result, where a result came. */
  readonly granted?: unknown;
  readonly exchange: Exchange;
  /** The first initialize of its connection. */
  readonly fresh: boolean;
}

export interface FirstWords {
  /** A list request before initialize. */
  readonly early?: Exchange;
  /** Initialize without version, with a number for it, without capabilities. */
  readonly odd: readonly Exchange[];
  /** One for each version: the one on a fresh connection where there is one. */
  readonly agreements: readonly Agreement[];
  /** Messages of the target between the first agreement and `initialized`. */
  readonly held: readonly Frame[];
  /** How long the target was left waiting for `initialized`, as exchanges: nothing to judge without one. */
  readonly initialized?: Exchange;
  /** A ping before it. */
  readonly heldPing?: Exchange;
  /** Ping and a list after it. */
  readonly after: readonly Exchange[];
  /** Streamable HTTP: the listening stream of a session that had no other. */
  readonly stream?: Exchange;
  /** Streamable HTTP: pings with the agreed version in the header. */
  readonly versioned: readonly Exchange[];
}

const ODD: readonly (readonly [string, (params: Readonly<Record<string, Json>>) => Record<string, Json>])[] = [
  ['odd:no-version', (params) => without(params, 'protocolVersion')],
  ['odd:number', (params) => ({ ...params, protocolVersion: 42 })],
  ['odd:no-capabilities', (params) => without(params, 'capabilities')],
];

function without(params: Readonly<Record<string, Json>>, name: string): Record<string, Json> {
  return Object.fromEntries(Object.entries(params).filter(([key]) => key !== name));
}

const isNonsense = (version: string): boolean => (NONSENSE_VERSIONS as readonly string[]).includes(version);

/** A connection that goes on where the last one broke: probes after a crash must not all read as failures. */
class Line {
  #current: Session | undefined;
  readonly #parent: Session;

  constructor(parent: Session) {
    this.#parent = parent;
  }

  async open(): Promise<Session> {
    if (this.#current === undefined || !this.#current.alive)
      this.#current = await this.#parent.fork({ handshake: false, purpose: 'first words', urgent: true });
    return this.#current;
  }
}

async function gather(session: Session): Promise<void> {
  if (session.era !== 'initialize') return;
  const line = new Line(session);
  const list = listMethod(session.capabilities);
  if (list !== undefined)
    await (
      await line.open()
    ).request(list, undefined, {
      tag: 'early',
      bare: true,
      headers: UNDRESSED,
      timeout: PATIENCE,
      deliberate: 'a request before initialize',
    });
  await askOddly(line, session);
  if (session.transport === 'streamable-http') await askAtOnce(await line.open(), session);
  else await askInTurn(line, session);
}

async function askOddly(line: Line, session: Session): Promise<void> {
  for (const [tag, change] of ODD) {
    const connection = await line.open();
    const params = change(initializeParams(session.revision, connection.clientCapabilities));
    const answer = await connection.request('initialize', params, {
      tag,
      bare: true,
      headers: UNDRESSED,
      timeout: PATIENCE,
      deliberate: 'an initialize request whose params break the schema',
    });
    await leave(connection, answer);
  }
}

/** Every version in an opening of its own, at the same time. */
async function askAtOnce(connection: Session, session: Session): Promise<void> {
  const versions = [...NONSENSE_VERSIONS, ...INITIALIZE_REVISIONS.filter((each) => each !== session.revision)];
  await Promise.all(
    versions.map(async (version) => {
      const answer = await ask(connection, version, 'fresh');
      await nameVersion(connection, answer);
      await leave(connection, answer);
    }),
  );
  const last = await ask(connection, session.revision, 'fresh');
  await nameVersion(connection, last);
  await finish(connection, last, session);
  await leave(connection, last);
}

/** Every version on one connection; what looks wrong again, each on a fresh one. */
async function askInTurn(line: Line, session: Session): Promise<void> {
  const others = INITIALIZE_REVISIONS.filter((each) => each !== session.revision);
  const asked: Agreement[] = [];
  for (const version of [...NONSENSE_VERSIONS, ...others, session.revision]) {
    const answer = await ask(await line.open(), version, 'again');
    asked.push(agreement(answer, false));
    // A target that refuses a second initialize refuses all of them: the confirmations say more.
    if (unanswered(answer)) break;
  }
  const last = await line.open();
  // A target that takes one initialize alone has granted the first; another grants them all.
  const opened = asked.findLast(({ exchange }) => exchange.lane === last.lane && resultOf(exchange) !== undefined);
  if (opened !== undefined) await finish(last, opened.exchange, session);
  await Promise.all(
    suspects(asked, session.revision)
      .slice(0, CONFIRM_LIMIT)
      .map(async (version) => {
        const fresh = await session.fork({ handshake: false, purpose: `initialize with ${version}` });
        await ask(fresh, version, 'fresh');
      }),
  );
  if (last.alive && session.transport === 'stdio') tellToEnd(last, 'eof', 'eof');
}

const ask = (connection: Session, version: string, how: 'fresh' | 'again'): Promise<Exchange> =>
  initialize(
    connection,
    version,
    `${how}:${version}`,
    isNonsense(version) ? 'a version that does not exist' : how === 'again' ? 'a further initialize' : undefined,
  );

/** Waits before `initialized`, with an ear open; then sends it with empty params and asks for something. */
async function finish(connection: Session, opened: Exchange, session: Session): Promise<void> {
  if (resultOf(opened) === undefined) return;
  const headers = dressedBy(opened);
  if (session.transport === 'streamable-http')
    await connection.http({
      method: 'GET',
      headers: { ...headers, Accept: 'text/event-stream' },
      stream: true,
      tag: 'held-stream',
    });
  await connection.request('ping', undefined, { tag: 'held', headers, bare: true });
  await connection.pause(150);
  await connection.notify('notifications/initialized', {}, { tag: 'initialized', headers, bare: true });
  await connection.request('ping', undefined, { tag: 'after', headers, bare: true });
  const list = listMethod(session.capabilities);
  if (list !== undefined) await connection.request(list, undefined, { tag: 'after', headers, bare: true });
}

/** Pings in the session just opened, with the agreed version in the header: as agreed, and spelled in lower case. */
async function nameVersion(connection: Session, opened: Exchange): Promise<void> {
  const headers = dressedBy(opened);
  const version = headers['MCP-Protocol-Version'];
  if (resultOf(opened) === undefined || typeof version !== 'string') return;
  await connection.request('ping', undefined, { tag: `header:${version}`, headers, bare: true });
  await connection.request('ping', undefined, {
    tag: `lower-case header:${version}`,
    headers: { ...headers, 'mcp-protocol-version': version },
    bare: true,
  });
}

/** Ends the HTTP session that an answer opened, so that nothing is left behind on the target. */
async function leave(connection: Session, opened: Exchange): Promise<void> {
  if (connection.transport !== 'streamable-http' || header(opened, 'mcp-session-id') === undefined) return;
  await connection.http({ method: 'DELETE', headers: dressedBy(opened), tag: 'leave' });
}

/** Versions whose answer, on a used connection, does not show that all is well. */
function suspects(asked: readonly Agreement[], current: string): readonly string[] {
  const offered = new Set(asked.map((each) => each.granted));
  const known = (INITIALIZE_REVISIONS as readonly string[]).filter((each) => each !== current);
  const doubtful = known.filter((version) => {
    const found = asked.find((each) => each.requested === version);
    return typeof found?.granted !== 'string' || (offered.has(version) && found.granted !== version);
  });
  const nonsense = asked.filter((each) => isNonsense(each.requested) && !plausible(each, asked));
  const wanting = nonsense.length > 0 || asked.length === 0 ? [nonsense[0]?.requested ?? NONSENSE_VERSIONS[1]] : [];
  return [...wanting, ...doubtful];
}

/** A counter-offer that is another version, and none newer was granted. */
function plausible(offer: Agreement, asked: readonly Agreement[]): boolean {
  const { granted } = offer;
  if (typeof granted !== 'string' || granted === offer.requested) return false;
  return !asked.some((each) => each.granted === each.requested && each.requested > granted);
}

function agreement(exchange: Exchange, fresh: boolean): Agreement {
  const requested = member(member(exchange.sent.json, 'params'), 'protocolVersion');
  const granted = member(resultOf(exchange), 'protocolVersion');
  return {
    requested: typeof requested === 'string' ? requested : '',
    ...(granted === undefined ? {} : { granted }),
    exchange,
    fresh,
  };
}

/** All agreements of the recording, one a version, fresh ones first: only those condemn. */
function agreements(recording: Recording): readonly Agreement[] {
  const all = recording.exchanges
    .filter((exchange) => exchange.method === 'initialize' && !(exchange.tag ?? '').startsWith('odd:'))
    .filter((exchange) => exchange.by === BY || exchange.by === 'open')
    .map((exchange) => agreement(exchange, exchange.by === 'open' || (exchange.tag ?? '').startsWith('fresh:')));
  const best = new Map<string, Agreement>();
  for (const each of [...all.filter((one) => one.fresh), ...all.filter((one) => !one.fresh)])
    if (!best.has(each.requested)) best.set(each.requested, each);
  return [...best.values()];
}

function heldFrames(recording: Recording, initialized: Exchange | undefined): readonly Frame[] {
  if (initialized === undefined) return [];
  const opened = recording.exchanges.find(
    (exchange) => exchange.by === BY && exchange.lane === initialized.lane && resultOf(exchange) !== undefined,
  );
  const from = opened?.response?.seq ?? initialized.sent.seq;
  return recording.frames.filter(
    (frame) =>
      frame.lane === initialized.lane &&
      frame.origin === 'target' &&
      frame.seq > from &&
      frame.seq < initialized.sent.seq &&
      isObject(frame.json),
  );
}

function read(recording: Recording): FirstWords {
  const own = recording.exchanges.filter((exchange) => exchange.by === BY);
  const tagged = (tag: string): Exchange | undefined => own.find((exchange) => exchange.tag === tag);
  const early = tagged('early');
  const initialized = tagged('initialized');
  const stream = tagged('held-stream');
  const heldPing = tagged('held');
  return {
    versioned: own.filter((exchange) => (exchange.tag ?? '').includes('header:')),
    odd: own.filter((exchange) => (exchange.tag ?? '').startsWith('odd:')),
    agreements: agreements(recording),
    held: heldFrames(recording, initialized),
    after: own.filter((exchange) => exchange.tag === 'after'),
    ...(early === undefined ? {} : { early }),
    ...(initialized === undefined ? {} : { initialized }),
    ...(stream === undefined ? {} : { stream }),
    ...(heldPing === undefined ? {} : { heldPing }),
  };
}

/** The answers of connections that were not opened; initialize era only. */
export const firstWords: Artifact<FirstWords> = artifact({
  id: 'first-words',
  declared: (_capabilities, recording) => recording.era === 'initialize',
  gather,
  read,
});
