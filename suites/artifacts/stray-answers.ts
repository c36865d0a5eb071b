// Responses that match no request by id: on HTTP they come in the answer of the request, on stdio on the same pipe.

import { isObject, isResponse, member } from '../kernel/look.ts';
import type { Exchange, Frame, Recording } from '../kernel/recording.ts';

const key = (id: unknown): string => JSON.stringify(id) ?? 'absent';

/** The id (`absent` as text) of a response that seems to answer this exchange under another id. */
export function answersTo(exchange: Exchange, recording: Recording): unknown {
  const inside = exchange.received.find((frame) => isResponse(frame.json));
  if (inside !== undefined) return shownId(inside);
  if (exchange.sent.via !== 'stdio') return undefined;
  const sent = member(exchange.sent.json, 'id');
  const like = strayResponses(recording, exchange.lane).find(
    (frame) => frame.seq > exchange.sent.seq && String(member(frame.json, 'id')) === String(sent),
  );
  return like === undefined ? undefined : shownId(like);
}

const shownId = (frame: Frame): unknown =>
  isObject(frame.json) && Object.hasOwn(frame.json, 'id') ? frame.json['id'] : 'absent';

/**
 * Responses on a lane whose id nobody asked with; null and absent ids among them.
 *
 * Rules on malformed input ask with a null id, and what answers that may bear it: such a question excuses the answers that
 * come after it, from the frame `since` on.
 */
export function strayResponses(recording: Recording, lane: string, since = 0): readonly Frame[] {
  const asked = new Map<string, number>();
  for (const { lane: own, sent } of recording.exchanges) {
    if (own !== lane) continue;
    const parts: readonly unknown[] = Array.isArray(sent.json) ? sent.json : [sent.json];
    for (const id of parts.map((part) => member(part, 'id')))
      if (id !== undefined && (id !== null || sent.seq >= since))
        asked.set(key(id), Math.min(asked.get(key(id)) ?? sent.seq, sent.seq));
  }
  return recording.frames.filter(
    (frame) =>
      frame.lane === lane &&
      frame.origin === 'target' &&
      isResponse(frame.json) &&
      (asked.get(key(member(frame.json, 'id'))) ?? Number.POSITIVE_INFINITY) > frame.seq,
  );
}
