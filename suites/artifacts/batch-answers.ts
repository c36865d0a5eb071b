// What came back for a batch: in one array, or message by message, on whatever stream of the lane.

import { isObject, member } from '../kernel/look.ts';
import type { Exchange, Frame, Recording } from '../kernel/recording.ts';

export interface Answer {
  readonly id: unknown;
  readonly message: unknown;
  readonly frame: Frame;
}

/** Responses on the lane of `sent`, after it. */
export function answersIn(recording: Recording, sent: Exchange): readonly Answer[] {
  return recording.frames.flatMap((frame) => {
    if (frame.lane !== sent.lane || frame.origin !== 'target' || frame.seq < sent.sent.seq) return [];
    const parts: readonly unknown[] = Array.isArray(frame.json) ? frame.json : [frame.json];
    return parts
      .filter((part) => isObject(part) && !Object.hasOwn(part, 'method'))
      .map((message): Answer => ({ id: member(message, 'id'), message, frame }));
  });
}
