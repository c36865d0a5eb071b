// Several subscriptions at once (2026-07-28): other filters, ids of other types, traffic and changes beside, one cancelled.

import type { Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { isObject, member } from '../kernel/look.ts';
import type { Exchange, Frame, Json, JsonObject, KnownCall } from '../kernel/recording.ts';
import { knownCalls } from './known-calls.ts';
import { resources } from './resources.ts';
import { toolCalls } from './safe-calls.ts';

export const SUBSCRIPTION = 'io.modelcontextprotocol/subscriptionId';

/** One subscriptions/listen and what came for it. */
export interface Listen {
  readonly tag: string;
  readonly exchange: Exchange;
  readonly id: unknown;
  /** What was asked for. */
  readonly filter: JsonObject;
  /** Messages of its stream (HTTP), or with its id (stdio), in order; responses left out. */
  readonly messages: readonly Frame[];
  readonly acknowledged: Frame | undefined;
  /** Something was acknowledged: what has nothing to tell may end at once. */
  readonly granted: boolean;
  /** Sequence number of what we sent to cancel it. */
  readonly cancelledAt: number | undefined;
}

export interface Listens {
  readonly all: readonly Listen[];
  tagged(tag: string): Listen | undefined;
  /** Sequence numbers of the calls that are known to change a list, and of the ends of them. */
  readonly changes: readonly Exchange[];
  readonly others: readonly Exchange[];
  readonly lanes: ReadonlySet<string>;
}

const BY = 'artifact:listens';
const ACK = 'notifications/subscriptions/acknowledged';
const PATIENCE = 1_500;
const QUIET = 250;
const ENDLESS = 3_600_000;

interface Open {
  readonly tag: string;
  readonly id: string | number;
  readonly end: AbortController;
  readonly acknowledged: Promise<void>;
}

/** Opens one and waits for its acknowledgement, no longer than patience lasts. */
function open(session: Session, tag: string, id: string | number, notifications: JsonObject): Open {
  const end = new AbortController();
  let heard = false;
  let known: () => void = () => undefined;
  const acknowledged = new Promise<void>((resolve) => (known = resolve)).then(() => void (heard = true));
  const onFrame = (frame: Frame): void => {
    if (member(frame.json, 'method') === ACK) known();
  };
  const asked = session.request(
    'subscriptions/listen',
    { notifications },
    { tag, id, signal: end.signal, timeout: ENDLESS, onFrame },
  );
  void asked.then(known, known);
  void late(session, () => heard).then(known);
  // On stdio the frame may be attributed to nothing: looked for on the lane.
  const poll = async (): Promise<void> => {
    for (let waited = 0; waited < PATIENCE; waited += 50) {
      if (session.frames.some((frame) => member(frame.json, 'method') === ACK && idOf(frame) === id)) return known();
      await session.pause(50);
    }
  };
  void poll();
  return { tag, id, end, acknowledged };
}

/** What has not come by now may still be on its way on a busy machine: it had its time once a later request was answered. */
async function late(session: Session, heard: () => boolean): Promise<void> {
  await session.pause(PATIENCE);
  if (heard() || !session.alive) return;
  await session.request('server/discover', undefined, { tag: 'fence' });
  await session.pause(QUIET);
}

const idOf = (frame: Frame): unknown => member(member(member(frame.json, 'params'), '_meta'), SUBSCRIPTION);

async function cancel(session: Session, listen: Open): Promise<void> {
  if (session.transport === 'stdio')
    await session.notify(
      'notifications/cancelled',
      { requestId: listen.id, reason: 'no longer wanted' },
      { tag: `cancel ${listen.tag}` },
    );
  listen.end.abort();
  await session.pause(QUIET);
}

/** Resources watched at once: one of them may change, and which is not known. */
const MOST_WATCHED = 20;

/** A list filter for everything, whether advertised or not. */
const ALL_LISTS: JsonObject = { toolsListChanged: true, promptsListChanged: true, resourcesListChanged: true };

async function gather(
  session: Session,
  changes: readonly Asked[],
  uris: readonly string[],
  changing: KnownCall | undefined,
): Promise<void> {
  const lane = await session.fork({ purpose: 'subscriptions' });
  const watch = (most: number): JsonObject => (uris.length === 0 ? {} : { resourceSubscriptions: uris.slice(0, most) });
  const opened = [
    open(lane, 'tools', 0, { toolsListChanged: true }),
    open(lane, 'prompts', 900_041, { promptsListChanged: true }),
    open(lane, 'all', '900041', { ...ALL_LISTS, ...watch(MOST_WATCHED) }),
    open(lane, 'nothing', 'a b', {}),
    ...(uris.length === 0 ? [] : [open(lane, 'resource', 'assay-resource', watch(1))]),
  ];
  await Promise.all(opened.map(({ acknowledged }) => acknowledged));
  // One more when the others stand: a server with room for one drops them now.
  const heard = lane.frames.some(({ json }) => member(json, 'method') === ACK);
  if (heard) opened.push(open(lane, 'later', 'assay-later', { toolsListChanged: true }));
  await lane.request('server/discover', undefined, { tag: 'beside' });
  await beside(lane, changes, 'change');
  if (changing !== undefined) await lane.request(changing.method, changing.params, { tag: 'change resource' });
  await lane.pause(QUIET);
  const all = opened[2] as Open;
  await cancel(lane, all);
  await beside(lane, changes, 'change again');
  await lane.pause(QUIET);
  await lane.request('server/discover', undefined, { tag: 'beside' });
  const fresh = await session.fork({ purpose: 'a further subscription' });
  const again = open(fresh, 'again', 900_007, { promptsListChanged: true });
  await again.acknowledged;
  await beside(fresh, changes, 'change');
  await fresh.pause(QUIET);
  for (const listen of opened.filter((one) => one !== all)) await cancelQuietly(lane, listen);
  await cancelQuietly(fresh, again);
}

async function cancelQuietly(session: Session, listen: Open): Promise<void> {
  if (session.transport === 'stdio' && session.alive)
    await session.notify('notifications/cancelled', { requestId: listen.id }, { tag: `end ${listen.tag}` });
  listen.end.abort();
}

type Asked = Pick<KnownCall, 'method' | 'params'>;

/** Calls that are tried beside a subscription, and how fast they must have been before: all were made at once. */
const MOST_TRIED = 16;
const QUICK_MS = 300;
const QUICK_OF_MEDIAN = 3;

const readsOnly = (tool: unknown): boolean => member(member(tool, 'annotations'), 'readOnlyHint') === true;

/** A call with progress and log messages, and those that change a list. */
async function beside(session: Session, changes: readonly Asked[], tag: string): Promise<void> {
  for (const [index, call] of changes.entries())
    await session.request(call.method, call.params, {
      tag,
      progressToken: `assay-${tag}-${index}`,
      meta: { 'io.modelcontextprotocol/logLevel': 'debug' },
    });
}

const advertises = (capabilities: JsonObject): boolean =>
  ['tools', 'prompts', 'resources'].some((name) => member(capabilities[name], 'listChanged') === true) ||
  member(capabilities['resources'], 'subscribe') === true;

export const listens = artifact<Listens>({
  id: 'listens',
  after: [knownCalls, resources, toolCalls],
  declared: (capabilities, { era }) => era === 'per-request' && advertises(capabilities),
  gather: async (session, views) => {
    const known = views(knownCalls);
    const changing = known.find('changes-resource')[0];
    const uris = views(resources).items.flatMap(({ value }) => {
      const uri = member(value, 'uri');
      return typeof uri === 'string' && uri !== changedUri(changing) ? [uri] : [];
    });
    const changes = known.find('changes-list').slice(0, 2);
    // Before anybody listens no change is announced: which call makes one shows here, if at all. A tool that only reads
    // has no business with subscriptions; another may well end them.
    const made = views(toolCalls).calls.filter(({ succeeded, tool }) => succeeded && readsOnly(tool.value));
    const median = made.map(({ exchange }) => exchange.ms).toSorted((a, b) => a - b)[Math.floor(made.length / 2)] ?? 0;
    const quick = Math.max(QUICK_MS, QUICK_OF_MEDIAN * median);
    const tried = made
      .filter(({ exchange }) => exchange.ms < quick)
      .slice(0, MOST_TRIED)
      .map(({ name, arguments: args }) => ({ method: 'tools/call', params: { name, arguments: args } }));
    const calls = [...(changes.length > 0 ? changes : tried), ...known.find('emits-progress').slice(0, 1)];
    await gather(session, calls, uris, changing);
  },
  read: (recording) => {
    const own = recording.exchanges.filter(({ by }) => by === BY);
    const asked = own.filter(({ method }) => method === 'subscriptions/listen');
    const all = asked.map((exchange): Listen => {
      const id = member(exchange.sent.json, 'id');
      const filter = member(member(exchange.sent.json, 'params'), 'notifications');
      const messages = framesOf(exchange, recording.frames);
      const acknowledged = messages.find(({ json }) => member(json, 'method') === ACK);
      const cancelled = own.find(({ tag, lane }) => tag === `cancel ${exchange.tag ?? ''}` && lane === exchange.lane);
      return {
        tag: exchange.tag ?? '',
        exchange,
        id,
        filter: isObject(filter) ? filter : {},
        messages,
        acknowledged,
        granted: grants(acknowledged),
        cancelledAt: cancelled?.sent.seq,
      };
    });
    return {
      all,
      tagged: (tag) => all.find((listen) => listen.tag === tag),
      changes: own.filter(({ tag }) => tag === 'change' || tag === 'change again'),
      others: own.filter(({ tag }) => tag === 'beside'),
      lanes: new Set(own.map(({ lane }) => lane)),
    };
  },
});

function grants(acknowledged: Frame | undefined): boolean {
  const agreed = member(member(acknowledged?.json, 'params'), 'notifications');
  if (!isObject(agreed)) return false;
  return Object.values(agreed).some((value) => value === true || (Array.isArray(value) && value.length > 0));
}

/** The resource that the operator says a call changes. */
export const changedUri = (call: KnownCall | undefined): Json | undefined =>
  member(member(call?.params, '_meta'), 'uri') as Json | undefined;

function framesOf(exchange: Exchange, frames: readonly Frame[]): readonly Frame[] {
  const id = member(exchange.sent.json, 'id');
  const speaks = (frame: Frame): boolean =>
    frame.origin === 'target' && typeof member(frame.json, 'method') === 'string';
  if (exchange.status !== undefined) return exchange.received.filter(speaks);
  return frames.filter((frame) => frame.lane === exchange.lane && speaks(frame) && idOf(frame) === id);
}
