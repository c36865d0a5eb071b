// Asks every case through the gateway, on one session, and keeps what came back for it.

import { isObject, member, resultOf } from '../../../suites/kernel/look.ts';
import type { Exchange, Frame, Json, JsonObject } from '../../../suites/kernel/recording.ts';
import type { LaneSession } from '../../engine/lane-session.ts';
import { pool } from '../../engine/lanes.ts';
import type { Case, Corpus } from './corpus.ts';
import { ABOUT, ARRIVALS, FORGET, FORGOTTEN, requestOf, stringsIn, type Request } from './requests.ts';

/** What was asked for cases, and the lists that hold the others. */
export interface Asked {
  readonly exchanges: ReadonlyMap<string, Exchange>;
  readonly tools: Listed;
  readonly resources: Listed;
  /** What was told, on whichever stream: some gateways put all of it on the listening one. */
  readonly beside: readonly Frame[];
  /** Lines of arrivals that were asked for afterwards; `undefined` where nobody could be asked. */
  readonly arrivals: string | undefined;
  /** Wanted names of tools that the gateway gives others. */
  readonly renamed: ReadonlyMap<string, string>;
}

export interface Listed {
  readonly exchanges: readonly Exchange[];
  readonly items: readonly JsonObject[];
}

const AT_ONCE = 4;
const PAGES = 500;
const LOG_LEVEL = 'io.modelcontextprotocol/logLevel';

export interface AskOptions {
  readonly signal: AbortSignal;
  /** A session straight to the server: knows what arrived even where the gateway stops its answer. */
  readonly direct?: LaneSession;
  readonly onDone?: (done: number, total: number) => void;
}

export async function askAll(session: LaneSession, corpus: Corpus, options: AskOptions): Promise<Asked> {
  const tools = await list(session, 'tools', options.signal);
  const resources = await list(session, 'resources', options.signal);
  const renamed = renamedIn(tools.items, corpus);
  if (session.era === 'initialize' && isObject(session.capabilities['logging']))
    await session.request('logging/setLevel', { level: 'debug' }, { tag: 'log level' });
  const ledger: Ledger =
    options.direct === undefined ? { session, renamed } : { session: options.direct, renamed: new Map() };
  const forgotten = textsOf(await arrivalsOf(ledger, FORGET)).includes(FORGOTTEN);
  const exchanges = new Map<string, Exchange>();
  const asked = corpus.cases.filter((one) => requestOf(one) !== undefined);
  await pool(asked, AT_ONCE, async (one) => {
    if (options.signal.aborted) return;
    exchanges.set(one.id, await askOne(session, one, renamed));
    options.onDone?.(exchanges.size, asked.length);
  });
  // What is said late, on the listening stream above all, must have had its time.
  if (!options.signal.aborted) await session.settle(session.transport === 'stdio' ? 50 : 200);
  const arrivals = forgotten ? await askArrivals(ledger, corpus, exchanges, options.signal) : undefined;
  const told = new Set(['notifications/message', 'notifications/progress']);
  const beside = session.frames.filter(({ json }) => told.has(String(member(json, 'method'))));
  return { exchanges, tools, resources, beside, arrivals, renamed };
}

export function askOne(session: LaneSession, one: Case, renamed: Asked['renamed']): Promise<Exchange> {
  const request = requestOf(one) as Request;
  const told = one.channel === 'progress' || one.channel === 'streamed';
  const logged = one.channel === 'log' && session.era === 'per-request';
  return session.request(request.method, throughNames(request, renamed), {
    tag: one.id,
    ...(told ? { progressToken: watchOf(one) } : {}),
    ...(logged ? { meta: { [LOG_LEVEL]: 'debug' } } : {}),
  });
}

/** The progress token of a case. */
export const watchOf = (one: Case): string => `watch-${one.id}`;

const throughNames = ({ method, params }: Request, renamed: Asked['renamed']): JsonObject => {
  const name = method === 'tools/call' ? renamed.get(String(params['name'])) : undefined;
  return name === undefined ? params : { ...params, name };
};

/** Gateways of several servers put a name before each tool: `corpus__read_text`. */
function renamedIn(listed: readonly JsonObject[], corpus: Corpus): Map<string, string> {
  const names = listed.map(({ name }) => String(name));
  const wanted = new Set([ABOUT, ARRIVALS]);
  for (const one of corpus.cases) {
    const request = requestOf(one);
    if (request?.method === 'tools/call') wanted.add(String(request.params['name']));
  }
  const renamed = new Map<string, string>();
  for (const name of wanted) {
    if (names.includes(name)) continue;
    const other = names.find(
      (candidate) => candidate.endsWith(name) && /[^a-z0-9]$/i.test(candidate.slice(0, -name.length)),
    );
    if (other !== undefined) renamed.set(name, other);
  }
  return renamed;
}

async function list(session: LaneSession, kind: 'tools' | 'resources', signal: AbortSignal): Promise<Listed> {
  const exchanges: Exchange[] = [];
  const items: JsonObject[] = [];
  let cursor: Json | undefined;
  for (let page = 0; page < PAGES && !signal.aborted; page += 1) {
    const params = cursor === undefined ? {} : { cursor };
    const exchange = await session.request(`${kind}/list`, params, { tag: `${kind} page ${page + 1}` });
    exchanges.push(exchange);
    const result = resultOf(exchange);
    const found = result?.[kind];
    if (Array.isArray(found)) items.push(...(found as readonly unknown[]).filter(isObject));
    const next = result?.['nextCursor'];
    if (typeof next !== 'string' || next === cursor) break;
    cursor = next;
  }
  return { exchanges, items };
}

/** The line by which the corpus names itself; `undefined` where it cannot be asked. */
export async function askAbout(session: LaneSession): Promise<string | undefined> {
  for (const name of [ABOUT, `corpus__${ABOUT}`, `corpus_${ABOUT}`]) {
    const exchange = await session.request('tools/call', { name, arguments: {} }, { tag: 'about' });
    const line = textsOf(exchange).find((text) => /^corpus seed=\d+ size=\w+ mark=\w+$/.test(text));
    if (line !== undefined || exchange.outcome === 'timeout') return line;
  }
  return undefined;
}

const textsOf = (exchange: Exchange): readonly string[] => stringsIn(exchange.response?.json).map(([, text]) => text);

const TOGETHER = 40;

/** Whom to ask what arrived: the server itself where its address is known. */
interface Ledger {
  readonly session: LaneSession;
  readonly renamed: Asked['renamed'];
}

const arrivalsOf = ({ session, renamed }: Ledger, cases: string): Promise<Exchange> => {
  const request = { method: 'tools/call', params: { name: ARRIVALS, arguments: { cases } } };
  return session.request(request.method, throughNames(request, renamed), { tag: 'arrivals' });
};

/** Of arguments without an answer only the server knows whether they came. */
async function askArrivals(
  ledger: Ledger,
  corpus: Corpus,
  exchanges: ReadonlyMap<string, Exchange>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const open = corpus.cases.filter((one) => {
    const exchange = exchanges.get(one.id);
    return one.direction === 'argument' && exchange !== undefined && arrivalIn(one, textsOf(exchange)) === undefined;
  });
  const lines: string[] = [];
  for (let start = 0; start < open.length && !signal.aborted; start += TOGETHER) {
    const cases = open
      .slice(start, start + TOGETHER)
      .map(({ id }) => id)
      .join(' ');
    const exchange = await arrivalsOf(ledger, cases);
    if (resultOf(exchange) === undefined || resultOf(exchange)?.['isError'] === true) return undefined;
    lines.push(...textsOf(exchange));
  }
  return lines.join('\n');
}

export interface Arrival {
  readonly readable: boolean;
  readonly digest: string | undefined;
}

export function arrivalIn(one: Case, texts: readonly string[]): Arrival | undefined {
  const pattern = new RegExp(`\\barrival ${one.id} (with|without)\\b(?: ([0-9a-f]{10})\\b)?`);
  for (const text of texts) {
    const found = pattern.exec(text);
    if (found !== null) return { readable: found[1] === 'with', digest: found[2] };
  }
  return undefined;
}
