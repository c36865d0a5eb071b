// Event streams over HTTP: of answers, of listening, and resumed ones, with the traffic that shows what they promise.

import type { Artifact, Session, ViewReader } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { isResponse, member } from '../kernel/look.ts';
import type { Exchange, Frame, KnownCall, Recording } from '../kernel/recording.ts';
import { mediaType, succeeded } from './answers.ts';
import { knownCalls } from './known-calls.ts';
import type { KnownCalls } from './known-calls.ts';
import { announcesChanges, listenParams, offeredLists } from './modern-messages.ts';
import { until } from './until.ts';
import { acceptsTaskCalls } from './task-stage.ts';

const BY = 'artifact:event-streams';
/** How long streams are given to end after their response, and a resumed one to bring what is missing. */
const PATIENCE = 2000;
const OF_TASK = 'assay-stream-task';
/** What a server says beside the answers to requests. */
const TELLS_UNASKED = new RegExp(`list_changed|"${OF_TASK}"`);

/** `answer`: to a POSTed request. `listen`: a GET, or subscriptions/listen. `resumed`: a GET with Last-Event-ID. */
export type StreamKind = 'answer' | 'listen' | 'resumed';

export interface EventStream {
  readonly kind: StreamKind;
  readonly exchange: Exchange;
  readonly events: readonly Frame[];
  /** When the target ended it; absent while it is open. */
  readonly end?: Frame;
  /** The event that holds the response to the request. */
  readonly response?: Frame;
  readonly sessionId?: string;
  /** Resumed streams: the id after which to go on. */
  readonly after?: string;
}

export interface EventStreams {
  readonly all: readonly EventStream[];
  /** Streams of the one session that was opened to watch them. */
  readonly watched: readonly EventStream[];
  /** What was asked there, by tag. */
  readonly asked: readonly Exchange[];
  tagged(tag: string): readonly Exchange[];
}

/** Joined data lines of an event; `undefined` where it has none. */
export function dataOf(event: Frame): string | undefined {
  const lines = event.raw.split(/\r\n|\n|\r/).filter((line) => line === 'data' || line.startsWith('data:'));
  return lines.length === 0 ? undefined : lines.map((line) => line.slice(5).replace(/^ /, '')).join('\n');
}

export const sentHeader = (exchange: Exchange, name: string): string | undefined =>
  exchange.sent.http?.headers.find(([key]) => key.toLowerCase() === name)?.[1];

export const tokenOf = (exchange: Exchange): unknown =>
  member(member(member(exchange.sent.json, 'params'), '_meta'), 'progressToken');

/** Requests that we cancelled: their streams may end without a response. */
const cancelledIn = (recording: Recording): ReadonlySet<string> =>
  new Set(
    recording.exchanges
      .filter(({ method }) => method === 'notifications/cancelled')
      .map(({ lane, sent }) => requestKey(lane, member(member(sent.json, 'params'), 'requestId'))),
  );

const NOBODY: ReadonlySet<string> = new Set();

const requestKey = (lane: string, id: unknown): string => `${lane} ${JSON.stringify(id) ?? ''}`;

const streamOf = (exchange: Exchange, cancelled: ReadonlySet<string>): EventStream => {
  const events = exchange.received.filter(({ via }) => via === 'stream');
  const get = exchange.sent.http?.method === 'GET';
  const after = sentHeader(exchange, 'last-event-id');
  const id = member(exchange.sent.json, 'id');
  const end = exchange.received.find(({ via }) => via === 'exit');
  const response = events.find(({ json }) => isResponse(json) && member(json, 'id') === id);
  const sessionId = sentHeader(exchange, 'mcp-session-id');
  const givenUp = exchange.outcome === 'cancelled' || cancelled.has(requestKey(exchange.lane, id));
  const listens = get || exchange.method === 'subscriptions/listen';
  return {
    kind: get && after !== undefined ? 'resumed' : listens ? 'listen' : 'answer',
    exchange,
    events,
    ...(end === undefined || givenUp ? {} : { end }),
    ...(get || response === undefined ? {} : { response }),
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(after === undefined ? {} : { after }),
  };
};

const isStream = (exchange: Exchange): boolean =>
  mediaType(exchange) === 'text/event-stream' && succeeded(exchange) && exchange.sent.http !== undefined;

async function gather(session: Session, views: ViewReader): Promise<void> {
  const known = views(knownCalls);
  const progress = known.find('emits-progress', 'tools/call');
  const fork = await session.fork({ listen: true, purpose: 'event streams' });
  const [parallel, calls] = [await inParallel(fork), twoCalls(fork, progress)];
  const [called] = await Promise.all([calls, fork.era === 'initialize' ? tellOfTask(fork, known) : undefined]);
  const seen = [...parallel, ...called];
  if (fork.era === 'per-request') await listenBriefly(fork);
  else {
    await changeSomething(fork, known.find('changes-list', 'tools/call')[0]);
    await followEarly(fork, seen);
    await resume(fork, seen, progress[0]);
  }
  await awaitEnds(fork, seen);
}

/** Several requests at once while the listening stream is open; ten in all, so that ids have a chance to repeat. */
async function inParallel(session: Session): Promise<readonly Exchange[]> {
  const lists = offeredLists(session.capabilities).map(({ method }) => method);
  const fence = session.era === 'per-request' ? 'server/discover' : 'ping';
  const methods = [...lists, fence, ...lists, fence, fence, fence].slice(0, 10);
  return Promise.all(methods.map((method) => session.request(method, undefined, { tag: 'parallel' })));
}

const call = (session: Session, known: KnownCall, tag: string, progressToken: string): Promise<Exchange> =>
  session.request(known.method, known.params, { tag, progressToken, timeout: 2 * PATIENCE });

async function twoCalls(session: Session, calls: readonly KnownCall[]): Promise<readonly Exchange[]> {
  const [one, other = one] = calls;
  if (one === undefined || other === undefined) return [];
  return Promise.all([
    call(session, one, 'progress', 'assay-stream-a'),
    call(session, other, 'progress', 'assay-stream-b'),
  ]);
}

/**
 * A task that tells how far it is: its request is answered at once, so what it says comes on the listening stream, as a
 * rule. Made beside calls that take longer, so nobody waits for it.
 */
async function tellOfTask(session: Session, known: KnownCalls): Promise<void> {
  const telling = new Set(known.find('emits-progress', 'tools/call').map(({ params }) => params['name']));
  const task = known.find('creates-task', 'tools/call').find(({ params }) => telling.has(params['name']));
  if (session.revision !== '2025-11-25') return;
  if (task === undefined || !acceptsTaskCalls(session.capabilities)) return;
  await session.request(
    task.method,
    { ...task.params, task: { ttl: 60_000 } },
    { tag: 'task', progressToken: OF_TASK },
  );
}

async function changeSomething(session: Session, known: KnownCall | undefined): Promise<void> {
  if (known === undefined) return;
  await call(session, known, 'change', 'assay-change-a');
  await call(session, known, 'change', 'assay-change-b');
  await session.pause(50);
}

async function listenBriefly(session: Session): Promise<void> {
  if (!announcesChanges(session.capabilities)) return;
  const controller = new AbortController();
  const listening = session.request('subscriptions/listen', listenParams(session.capabilities), {
    tag: 'listen',
    signal: controller.signal,
  });
  await Promise.race([listening, session.pause(150)]);
  controller.abort();
  await listening;
}

/** Streams of the session whose events carry ids, as far as they have come. */
const identified = (exchanges: readonly Exchange[]): readonly EventStream[] =>
  exchanges
    .filter(isStream)
    .map((exchange) => streamOf(exchange, NOBODY))
    .filter(({ events }) => events.some(({ sse }) => sse?.id !== undefined));

const follow = (session: Session, id: string, tag: string): Promise<Exchange> =>
  session.http({
    method: 'GET',
    headers: { Accept: 'text/event-stream', 'Last-Event-ID': id },
    stream: true,
    tag,
    timeout: PATIENCE,
  });

/** A server may hang up early after an event id (2025-11-25): then the rest is fetched, after the time it asks for. */
async function followEarly(session: Session, seen: readonly Exchange[]): Promise<void> {
  const early = identified(seen).filter(({ response, end }) => response === undefined && end !== undefined);
  await Promise.all(
    early.map(async ({ exchange, events }) => {
      const last = events.findLast(({ sse }) => sse?.id !== undefined)?.sse?.id;
      const retry = events.findLast(({ sse }) => sse?.retry !== undefined)?.sse?.retry;
      if (last === undefined) return;
      await session.pause(Math.min(retry ?? 100, PATIENCE));
      const rest = await follow(session, last, 'resume early');
      await awaitRest(session, rest, member(exchange.sent.json, 'id'), 2 * PATIENCE);
    }),
  );
}

const firstId = (stream: EventStream | undefined): string | undefined =>
  stream?.events.find(({ sse }) => sse?.id !== undefined)?.sse?.id;

/** Goes on after the first event of two answers and of the listening stream, and after one that we break off. */
async function resume(session: Session, seen: readonly Exchange[], slow: KnownCall | undefined): Promise<void> {
  const [one, ...more] = identified(seen).toReversed();
  const other = more.at(0);
  const ids = [firstId(one), firstId(other)].filter((id) => id !== undefined);
  if (ids.length === 0) return;
  for (const id of ids) await follow(session, id, 'resume answer');
  await resumeElsewhere(session, ids);
  const listenId = session.frames.find(({ sse, stream }) => sse?.id !== undefined && isListening(session, stream))?.sse
    ?.id;
  if (listenId !== undefined) await follow(session, listenId, 'resume listening');
  await session.pause(150);
  // As long as the call took before, several times: how busy the machine is shows in that, too.
  const before = Math.max(0, ...seen.filter(({ tag }) => tag === 'progress').map(({ ms }) => ms));
  if (slow !== undefined) await breakOff(session, slow, 4 * before + 500);
}

/** A session of its own asks for what followed in another: ids of events are no keys to it. */
async function resumeElsewhere(session: Session, ids: readonly string[]): Promise<void> {
  if (session.sessionId === undefined) return;
  const other = await session.fork({ purpose: 'another session' });
  if (other.sessionId === undefined || other.sessionId === session.sessionId) return;
  for (const id of ids) await follow(other, id, 'resume elsewhere');
}

/** The stream answers no POST: none of its frames is a response, and its head came for a GET. */
const isListening = (session: Session, stream: string | undefined): boolean =>
  stream !== undefined &&
  session.frames.some((frame) => frame.stream === stream && frame.via === 'stream') &&
  !session.frames.some((frame) => frame.stream === stream && isResponse(frame.json)) &&
  session.frames.some((frame) => frame.stream === stream && TELLS_UNASKED.test(frame.raw));

/** Breaks the connection at the first event with an id, then asks for the rest. */
async function breakOff(session: Session, known: KnownCall, patience: number): Promise<void> {
  const controller = new AbortController();
  let last: string | undefined;
  const cut = await session.request(known.method, known.params, {
    tag: 'cut',
    progressToken: 'assay-cut',
    signal: controller.signal,
    timeout: 2 * PATIENCE,
    onFrame: (frame) => {
      if (frame.sse?.id === undefined || isResponse(frame.json)) return;
      last ??= frame.sse.id;
      controller.abort();
    },
  });
  if (last === undefined || cut.outcome !== 'cancelled') return;
  let rest = await follow(session, last, 'resume cut');
  // Whoever has not noticed the end of the old connection yet says that the stream is in use.
  for (let tries = 0; rest.status === 409 && tries < IN_USE.tries; tries += 1) {
    await session.pause(IN_USE.pause);
    rest = await follow(session, last, 'resume cut');
  }
  const id = member(cut.sent.json, 'id');
  await awaitRest(session, rest, id, patience);
}

const IN_USE = { tries: 5, pause: 200 };

async function awaitRest(session: Session, rest: Exchange, id: unknown, patience: number): Promise<void> {
  await until(session, () => !isStream(rest) || over(rest, id), patience);
}

const over = ({ received }: Exchange, id: unknown): boolean =>
  received.some(({ via, json }) => via === 'exit' || (isResponse(json) && member(json, 'id') === id));

/** Streams that brought their response are given time to end. */
async function awaitEnds(session: Session, answered: readonly Exchange[]): Promise<void> {
  const open = (): boolean =>
    answered.some(
      (each) => isStream(each) && each.response !== undefined && !each.received.some(({ via }) => via === 'exit'),
    );
  await until(session, () => !open(), PATIENCE);
}

function read(recording: Recording): EventStreams {
  const cancelled = cancelledIn(recording);
  const all = recording.exchanges.filter(isStream).map((exchange) => streamOf(exchange, cancelled));
  const asked = recording.exchanges.filter((exchange) => exchange.by === BY);
  const lanes = new Set(asked.map(({ lane }) => lane));
  return {
    all,
    watched: all.filter(({ exchange }) => lanes.has(exchange.lane)),
    asked,
    tagged: (tag) => asked.filter((exchange) => exchange.tag === tag),
  };
}

export const eventStreams: Artifact<EventStreams> = artifact({
  id: 'event-streams',
  after: [knownCalls] as readonly Artifact<unknown>[],
  declared: (_capabilities, recording) => recording.transport === 'streamable-http',
  gather,
  read,
});
