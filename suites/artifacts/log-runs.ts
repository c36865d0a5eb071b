// A call that logs, made at several levels, one at a time on a session of its own: whose message is whose is certain.

import { artifact } from '../kernel/check.ts';
import type { Session } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Frame, JsonObject, KnownCall, Recording } from '../kernel/recording.ts';
import { knownCalls } from './known-calls.ts';
import { LOG_LEVEL } from './named-calls.ts';
import { toolCalls } from './safe-calls.ts';

/** RFC 5424 severities, least urgent first. */
export const LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'] as const;

export const rank = (level: unknown): number => LEVELS.indexOf(level as (typeof LEVELS)[number]);

export interface LogRun {
  /** The level in force, `none` where the request asked for no messages (per-request era). */
  readonly level: string;
  readonly exchange: Exchange;
  /** Log messages between the call and its response, and those from there to the next call. */
  readonly during: readonly Frame[];
  readonly late: readonly Frame[];
}

const BY = 'artifact:log-runs';
const RUNS = {
  initialize: ['debug', 'warning', 'emergency'],
  'per-request': ['none', 'debug', 'warning', 'emergency'],
};
/** What is flushed after the response comes within this time. */
const AFTERMATH_MS = 100;

/** A call that takes longer is not made again. */
const PATIENCE_MS = 5_000;

/** Calls tried where the one that seemed to log does not, and how long each of them took before at most. */
const MOST_TRIED = 12;
const QUICK_MS = 300;

/**
 * The first of these calls that brings a log message when it is made alone: what came while many ran at once, or right
 * behind the answer, may have been put to another.
 */
async function logging(session: Session, calls: readonly KnownCall[]): Promise<KnownCall | undefined> {
  if (session.era === 'initialize') return calls[0];
  await session.settle(20);
  for (const call of calls.slice(0, MOST_TRIED)) {
    const before = session.frames.length;
    const meta = { [LOG_LEVEL]: 'debug' };
    await session.request(call.method, call.params, { tag: 'try', timeout: PATIENCE_MS, meta });
    await session.settle(session.frames.slice(before).some(isLogMessage) ? AFTERMATH_MS : 20);
    if (session.frames.slice(before).some(isLogMessage)) return call;
  }
  return calls[0];
}

async function runAt(session: Session, call: KnownCall, level: string): Promise<boolean> {
  if (session.era === 'initialize') await session.request('logging/setLevel', { level }, { tag: `set ${level}` });
  const meta = session.era === 'initialize' || level === 'none' ? undefined : { [LOG_LEVEL]: level };
  const options = { tag: level, timeout: PATIENCE_MS, ...(meta === undefined ? {} : { meta }) };
  const { outcome } = await session.request(call.method, call.params, options);
  await session.settle(AFTERMATH_MS);
  return outcome !== 'timeout';
}

export const logRuns = artifact<readonly LogRun[]>({
  id: 'log-runs',
  after: [knownCalls, toolCalls],
  declared: (capabilities) => isObject(member(capabilities, 'logging')),
  gather: async (session, views) => {
    const known = views(knownCalls).find('emits-log');
    if (known.length === 0) return;
    const others = views(toolCalls)
      .calls.filter(({ succeeded, exchange }) => succeeded && exchange.ms < QUICK_MS)
      .map(({ exchange }) => callOf(exchange));
    const alone = await session.fork({ reuse: true, listen: true, purpose: 'log levels, one at a time' });
    const call = await logging(alone, [...known, ...others]);
    if (call === undefined) return;
    for (const level of RUNS[session.era]) if (!(await runAt(alone, call, level))) return;
  },
  read: (recording) => {
    const calls = recording.exchanges.filter(
      (exchange) =>
        exchange.by === BY && exchange.tag !== undefined && (rank(exchange.tag) >= 0 || exchange.tag === 'none'),
    );
    return calls.map((exchange, index) => readRun(recording, exchange, calls[index + 1]));
  },
});

function callOf(exchange: Exchange): KnownCall {
  const { _meta: _, ...params } = (member(exchange.sent.json, 'params') ?? {}) as JsonObject;
  return { property: 'emits-log', method: exchange.method, params, source: 'found' };
}

export const isLogMessage = (frame: Frame): boolean =>
  frame.origin === 'target' && member(frame.json, 'method') === 'notifications/message';

function readRun(recording: Recording, exchange: Exchange, next: Exchange | undefined): LogRun {
  // The connection goes on to others, whose calls log too.
  const others = recording.exchanges.find(
    ({ by, lane, sent }) => by !== BY && lane === exchange.lane && sent.seq > exchange.sent.seq,
  );
  const end = Math.min(next?.sent.seq ?? Number.POSITIVE_INFINITY, others?.sent.seq ?? Number.POSITIVE_INFINITY);
  const answered = exchange.response?.seq ?? Number.POSITIVE_INFINITY;
  const messages = recording.frames.filter(
    (frame) => frame.lane === exchange.lane && isLogMessage(frame) && frame.seq > exchange.sent.seq && frame.seq < end,
  );
  return {
    level: exchange.tag ?? '',
    exchange,
    during: messages.filter((frame) => frame.seq < answered),
    late: messages.filter((frame) => frame.seq > answered),
  };
}

/** The level was taken: before 2026-07-28 by a request of its own, on the connection that made the call. */
export const levelHeld = (recording: Recording, run: LogRun): boolean =>
  recording.era === 'per-request' ||
  recording.exchanges.some(
    (exchange) =>
      exchange.by === BY &&
      exchange.tag === `set ${run.level}` &&
      exchange.lane === run.exchange.lane &&
      resultOf(exchange) !== undefined,
  );
