// Requests that the target sends to us, with what became of them: our answer, or its cancellation.

import { artifact } from '../kernel/check.ts';
import { isObject, member } from '../kernel/look.ts';
import type { Frame, Recording } from '../kernel/recording.ts';
import { knownCalls } from './known-calls.ts';

export interface TargetRequest {
  readonly id: unknown;
  readonly method: string;
  readonly frame: Frame;
  readonly lane: string;
  /** When our answer was sent. */
  readonly answered?: Frame;
}

const isRequest = (frame: Frame): boolean =>
  frame.origin === 'target' &&
  typeof member(frame.json, 'method') === 'string' &&
  isObject(frame.json) &&
  Object.hasOwn(frame.json, 'id');

const isAnswer = (frame: Frame): boolean =>
  frame.origin === 'harness' &&
  isObject(frame.json) &&
  !Object.hasOwn(frame.json, 'method') &&
  Object.hasOwn(frame.json, 'id');

function read(recording: Recording): readonly TargetRequest[] {
  const answers = recording.frames.filter(isAnswer);
  return recording.frames.filter(isRequest).map((frame) => {
    const id = member(frame.json, 'id');
    const answered = answers.find(
      (one) => one.lane === frame.lane && one.seq > frame.seq && member(one.json, 'id') === id,
    );
    return {
      id,
      method: member(frame.json, 'method') as string,
      frame,
      lane: frame.lane,
      ...(answered === undefined ? {} : { answered }),
    };
  });
}

/** After the harmless calls, some of which may ask for something. */
export const targetRequests = artifact<readonly TargetRequest[]>({ id: 'target-requests', after: [knownCalls], read });
