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

/** A flood of requests must not be compared with every answer. */
const keyOf = ({ lane, json }: Frame): string => {
  const id = member(json, 'id');
  return `${lane} ${typeof id} ${String(id)}`;
};

function read(recording: Recording): readonly TargetRequest[] {
  const answers = new Map<string, Frame[]>();
  for (const frame of recording.frames.filter(isAnswer)) {
    const key = keyOf(frame);
    const same = answers.get(key) ?? [];
    answers.set(key, same);
    same.push(frame);
  }
  return recording.frames.filter(isRequest).map((frame) => {
    const id = member(frame.json, 'id');
    const answered = answers.get(keyOf(frame))?.find((one) => one.seq > frame.seq);
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
