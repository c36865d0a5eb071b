// A question of the target that we leave open until the outer call is cancelled, and answer too late.

import { artifact } from '../kernel/check.ts';
import type { Session } from '../kernel/check.ts';
import { isObject, member } from '../kernel/look.ts';
import type { Exchange, Frame, KnownCall } from '../kernel/recording.ts';
import { knownCalls } from './known-calls.ts';
import { repliesTo } from './odd-cancellations.ts';
import { targetRequests } from './target-requests.ts';
import type { TargetRequest } from './target-requests.ts';
import { until } from './until.ts';

const BY = 'artifact:open-questions';
const ASKED: ReadonlySet<string> = new Set(['elicitation/create', 'sampling/createMessage', 'roots/list']);
const QUESTION_MS = 1_000;
/** Who cancels its question when the call is cancelled does so at once; nobody is blamed who does not. */
const CANCELLATION_MS = 400;

export interface OpenQuestions {
  /** The outer call, where one asked something and was cancelled. */
  readonly call?: Exchange;
  /** Our answer that came too late. */
  readonly late?: Exchange;
  /** The question asked after it. */
  readonly fence?: Exchange;
  /** Responses that came for the late answer though none is due. */
  readonly replies: readonly Frame[];
  /** Cancellations sent by the target, on any lane, each with the request of its own that it names. */
  readonly cancellations: readonly TargetCancellation[];
}

export interface TargetCancellation {
  readonly frame: Frame;
  readonly requestId: unknown;
  readonly names?: TargetRequest;
}

const isQuestion = (frame: Frame): boolean =>
  frame.origin === 'target' &&
  ASKED.has(String(member(frame.json, 'method'))) &&
  isObject(frame.json) &&
  Object.hasOwn(frame.json, 'id');

export const isCancellation = (frame: Frame): boolean =>
  frame.origin === 'target' && member(frame.json, 'method') === 'notifications/cancelled';

async function awaited(
  session: Session,
  from: number,
  test: (frame: Frame) => boolean,
  patience: number,
  over: () => boolean = () => false,
): Promise<Frame | undefined> {
  const found = (): Frame | undefined => session.frames.slice(from).find(test);
  await until(session, () => found() !== undefined || over(), patience);
  return found();
}

async function leaveOpen(session: Session, call: KnownCall): Promise<void> {
  const mute = Object.fromEntries([...ASKED].map((method) => [method, () => undefined]));
  const silent = await session.fork({ reuse: true, answers: mute, listen: true, purpose: 'answers nothing' });
  const before = silent.frames.length;
  const id = 'assay-open-question';
  const stop = new AbortController();
  const running = silent.request(call.method, call.params, { tag: 'call', id, timeout: 15_000, signal: stop.signal });
  // A call that has been answered asks nothing any more.
  let answered = false;
  running.then(
    () => (answered = true),
    () => (answered = true),
  );
  const question = await awaited(silent, before, isQuestion, QUESTION_MS, () => answered);
  if (question !== undefined) {
    await silent.notify('notifications/cancelled', { requestId: id, reason: 'no longer wanted' });
    await awaited(silent, before, isCancellation, CANCELLATION_MS);
    const answer = JSON.stringify({
      jsonrpc: '2.0',
      id: member(question.json, 'id'),
      result: { action: 'decline', roots: [] },
    });
    await silent.raw(answer, { tag: 'late', deliberate: 'an answer to a request that was cancelled', quiet: 200 });
    await silent.request('ping', undefined, { tag: 'fence', timeout: 5_000 });
  }
  stop.abort();
  await running;
}

export const openQuestions = artifact<OpenQuestions>({
  id: 'open-questions',
  after: [knownCalls, targetRequests],
  declared: (_, { era }) => era === 'initialize',
  gather: async (session, views) => {
    const known = views(knownCalls);
    const [call] = [...known.find('elicits'), ...known.find('samples'), ...known.find('lists-roots')];
    if (call !== undefined) await leaveOpen(session, call);
  },
  read: (recording, views) => {
    const requests = views(targetRequests);
    const own = recording.exchanges.filter((exchange) => exchange.by === BY);
    const byTag = (tag: string): Exchange | undefined => own.find((exchange) => exchange.tag === tag);
    const cancellations = recording.frames.filter(isCancellation).map((frame): TargetCancellation => {
      const requestId = member(member(frame.json, 'params'), 'requestId');
      const names = requests.find(
        (one) => one.lane === frame.lane && one.id === requestId && one.frame.seq < frame.seq,
      );
      return { frame, requestId, ...(names === undefined ? {} : { names }) };
    });
    const [call, late, fence] = ['call', 'late', 'fence'].map(byTag);
    return {
      ...(call === undefined ? {} : { call }),
      ...(late === undefined ? {} : { late }),
      ...(fence === undefined ? {} : { fence }),
      replies: late === undefined || fence === undefined ? [] : repliesTo(recording, late, fence),
      cancellations,
    };
  },
});
