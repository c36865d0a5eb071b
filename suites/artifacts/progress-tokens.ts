// Which request a progress token belongs to, and whether that request was still running.

import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import type { Notified } from './notifications.ts';

export const tokenOf = (exchange: Exchange): unknown =>
  member(member(member(exchange.sent.json, 'params'), '_meta'), 'progressToken');

/** Those who hear each other: one connection, or on HTTP one session (all lanes, where there are none). */
function together(recording: Recording, one: string, two: string): boolean {
  if (one === two) return true;
  if (recording.transport !== 'streamable-http') return false;
  const session = (id: string): string | undefined => recording.lanes.find((lane) => lane.id === id)?.sessionId;
  return session(one) === session(two);
}

/** The request that gave this token before the notification came; the newest where a token was used again. */
export function ownerOf(one: Notified, recording: Recording): Exchange | undefined {
  const token = one.params['progressToken'];
  // Over HTTP the stream says it, where two connections happened to choose the same token.
  if (one.exchange !== undefined && token !== undefined && tokenOf(one.exchange) === token) return one.exchange;
  return recording.exchanges.findLast(
    (exchange) =>
      exchange.sent.seq < one.frame.seq &&
      typeof tokenOf(exchange) === typeof token &&
      tokenOf(exchange) === token &&
      together(recording, exchange.lane, one.lane),
  );
}

/** A task goes on behind its CreateTaskResult, and its token with it. */
export const isTask = (exchange: Exchange): boolean => {
  const result = resultOf(exchange);
  return isObject(member(result, 'task')) || member(result, 'resultType') === 'task';
};

/** Streams are not ordered among each other: this long a notification on another stream may be behind. */
const OTHER_STREAM_MS = 1_000;

/** A stream that was taken up again tells what was told before. */
const isResumed = ({ sent }: Exchange): boolean =>
  sent.http?.headers.some(([name]) => name.toLowerCase() === 'last-event-id') === true;

/** The notification came after its request had been answered. */
export function isLate(one: Notified, owner: Exchange): boolean {
  const { response } = owner;
  if (response === undefined || isTask(owner)) return false;
  const sameStream =
    one.frame.via === 'stdio' || (one.frame.stream !== undefined && one.frame.stream === response.stream);
  if (!sameStream && one.exchange !== undefined && isResumed(one.exchange)) return false;
  return sameStream ? one.frame.seq > response.seq : one.frame.at > response.at + OTHER_STREAM_MS;
}
