// Requests of 2026-07-28 with `_meta` members missing, mistyped, unknown or of another version, on discovery and every
// other method the target offers: sent once on a connection that has served complete requests, read by many rules.

import type { Artifact, RequestOptions, Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { isObject, member } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject, Recording } from '../kernel/recording.ts';
import { prompts } from './prompts.ts';
import { resources } from './resources.ts';
import { tools } from './tools.ts';
import { announcesChanges, META, offeredLists, UNKNOWN_VERSION } from './modern-messages.ts';

const BY = 'artifact:meta-probes';
const PATIENCE = 5000;
/** How long a listening request is watched: a refusal comes at once, an acknowledgement too. */
const LISTEN = 400;

export const DISCOVER = 'server/discover';

export interface MetaProbe {
  /** What was done to `_meta`: `no-meta`, `no-version`, `unknown-version`, `complete` … */
  readonly what: string;
  readonly method: string;
  readonly exchange: Exchange;
  /** A listening request was acknowledged, so that it was accepted. */
  readonly acknowledged: boolean;
}

export interface MetaProbes {
  readonly all: readonly MetaProbe[];
  of(what: string, method?: string): readonly MetaProbe[];
}

interface Stimulus {
  readonly what: string;
  readonly meta?: Readonly<Record<string, Json>>;
  /** Sends params without `_meta`. */
  readonly bare?: boolean;
  readonly deliberate?: string;
}

const lacking = (what: string, meta: Stimulus['meta']): Stimulus => ({
  what,
  deliberate: 'a required _meta member is missing or wrong',
  ...(meta === undefined ? { bare: true } : { meta }),
});

const EVERYWHERE: readonly Stimulus[] = [
  lacking('no-version', { [META.version]: null }),
  lacking('no-capabilities', { [META.capabilities]: null }),
];

const OF_LISTS: readonly Stimulus[] = [...EVERYWHERE, lacking('unknown-version', { [META.version]: UNKNOWN_VERSION })];

const OF_DISCOVER: readonly Stimulus[] = [
  ...OF_LISTS,
  lacking('no-meta', undefined),
  lacking('legacy-version', { [META.version]: '2025-03-26' }),
  lacking('number-version', { [META.version]: 20_260_728 }),
  lacking('array-capabilities', { [META.capabilities]: [] }),
  lacking('text-capabilities', { [META.capabilities]: 'none' }),
  { what: 'no-client', meta: { [META.client]: null } },
];

/** Keys that no server knows: one under a reserved prefix, one that looks like it, one of a vendor. */
const UNKNOWN_KEYS: Readonly<Record<string, Json>> = {
  'io.modelcontextprotocol/futureKey': 7,
  'com.mcp.tools/x': [],
  'example.test/y': {},
};

function send(session: Session, method: string, params: JsonObject | undefined, stimulus: Stimulus): Promise<Exchange> {
  const { what, meta, bare, deliberate } = stimulus;
  const options: RequestOptions = {
    tag: `${what}|${method}`,
    timeout: PATIENCE,
    ...(meta === undefined ? {} : { meta }),
    ...(bare === undefined ? {} : { bare }),
    ...(deliberate === undefined ? {} : { deliberate }),
  };
  return session.request(method, bare === true ? (params ?? {}) : params, options);
}

/** Watches a listening request for a moment and ends it, whatever became of it. */
async function listen(session: Session, stimulus: Stimulus): Promise<void> {
  const controller = new AbortController();
  const { what, meta, deliberate } = stimulus;
  let told: () => void = () => undefined;
  const heard = new Promise<void>((resolve) => (told = resolve));
  const asked = session.request(
    'subscriptions/listen',
    { notifications: {} },
    {
      tag: `${what}|subscriptions/listen`,
      timeout: PATIENCE,
      signal: controller.signal,
      onFrame: (frame) => void (frame.via !== 'head' && told()),
      ...(meta === undefined ? {} : { meta }),
      ...(deliberate === undefined ? {} : { deliberate }),
    },
  );
  // The moment begins with an answer to something else: a busy target is late with everything.
  await Promise.race([asked, heard, session.settle(LISTEN)]);
  controller.abort();
  const { outcome, sent } = await asked;
  const id = member(sent.json, 'id');
  if (outcome === 'cancelled' && session.transport === 'stdio')
    await session.notify('notifications/cancelled', { requestId: id as Json });
}

async function gather(session: Session): Promise<void> {
  const { capabilities } = session;
  await send(session, DISCOVER, undefined, { what: 'complete' });
  const lists = offeredLists(capabilities);
  const named: { method: string; params: JsonObject } | undefined = isObject(member(capabilities, 'tools'))
    ? { method: 'tools/call', params: { name: 'assay-unknown', arguments: {} } }
    : isObject(member(capabilities, 'prompts'))
      ? { method: 'prompts/get', params: { name: 'assay-unknown' } }
      : undefined;
  await Promise.all([
    ...OF_DISCOVER.map((each) => send(session, DISCOVER, undefined, each)),
    session.request(DISCOVER, undefined, {
      tag: `no-params|${DISCOVER}`,
      bare: true,
      timeout: PATIENCE,
      deliberate: 'a request without params',
    }),
    send(session, DISCOVER, undefined, { what: 'unknown-keys', meta: UNKNOWN_KEYS }),
    ...lists.flatMap(({ method }) => OF_LISTS.map((each) => send(session, method, undefined, each))),
    ...lists.map(({ method }) => send(session, method, undefined, { what: 'unknown-keys', meta: UNKNOWN_KEYS })),
    ...(named === undefined ? [] : EVERYWHERE.map((each) => send(session, named.method, named.params, each))),
    ...(announcesChanges(capabilities) ? OF_LISTS.map((each) => listen(session, each)) : []),
  ]);
  const [list] = lists;
  await send(session, list?.method ?? DISCOVER, undefined, { what: 'complete' });
}

function read(recording: Recording): MetaProbes {
  const all = recording.exchanges
    .filter((exchange) => exchange.by === BY && exchange.tag?.includes('|'))
    .map((exchange): MetaProbe => {
      const [what = '', method = ''] = exchange.tag?.split('|') ?? [];
      return {
        what,
        method,
        exchange,
        acknowledged: method === 'subscriptions/listen' && isAcknowledged(exchange, recording),
      };
    });
  return {
    all,
    of: (what, method) => all.filter((each) => each.what === what && (method === undefined || each.method === method)),
  };
}

function isAcknowledged({ sent, lane }: Exchange, recording: Recording): boolean {
  const id = member(sent.json, 'id');
  return recording.frames.some(
    (frame) =>
      frame.lane === lane &&
      frame.seq > sent.seq &&
      member(frame.json, 'method') === 'notifications/subscriptions/acknowledged' &&
      member(member(member(frame.json, 'params'), '_meta'), 'io.modelcontextprotocol/subscriptionId') === id,
  );
}

/** Per-request era only. */
export const metaProbes: Artifact<MetaProbes> = artifact({
  id: 'meta-probes',
  // A list may not change by what was asked before it was read to its end, so nothing is.
  after: [tools, resources, prompts],
  declared: (_capabilities, recording) => recording.era === 'per-request',
  gather,
  read,
});
