// Cancelled in time: the work stops, and nothing is answered.

import { allLists } from '../../artifacts/all-lists.ts';
import type { KindOfList } from '../../artifacts/all-lists.ts';
import { knownCalls, secondsOf, withPace } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Look, Session, Skip } from '../../kernel/check.ts';
import { at, atFrame, ending, errorOf, isObject, judgeEach, member } from '../../kernel/look.ts';
import type { Exchange, Frame, KnownCall, Recording } from '../../kernel/recording.ts';

/** Where the call takes as long as we say, and where it takes as long as it takes. */
const PACED_SECONDS = 0.8;
const UNPACED_SECONDS = 2.5;
/** Of a second try, where little was left of the first call by the time its cancellation had been read. */
const AGAIN_SECONDS = 4;
/** Of a second try, how long a sign of its beginning is waited for. */
const BEGIN_MS = 2_000;
/**
 * What was written before the cancellation was read may arrive on another connection, and be read by us, after the answer
 * to the fence: a second fence follows so much later, and what is there by then is not held against the target.
 */
const GRACE_MS = 300;
/** A cancellation that no fence confirms counts as read after this time. */
const STOP_MS = 2_000;
/** A result that comes at once may have crossed the cancellation, where we do not know how long the call takes. */
const CROSSING_MS = 500;

interface Trial {
  /** The same for both tries. */
  readonly key: string;
  readonly tag: string;
  readonly id: number | string;
  readonly token: string;
}

/** Ids of both types: a server may keep its running requests by one of them. */
const TRIALS: readonly Trial[] = [
  { key: 'number id', tag: 'number id', id: 770_001, token: 'assay-cancel-1' },
  { key: 'text id', tag: 'text id', id: 'assay-cancelled-call', token: 'assay-cancel-2' },
];
const AGAIN: readonly Trial[] = [
  { key: 'number id', tag: 'number id again', id: 770_002, token: 'assay-cancel-3' },
  { key: 'text id', tag: 'text id again', id: 'assay-cancelled-again', token: 'assay-cancel-4' },
];

/** How a cancelled call went, in milliseconds of the recording. */
interface Course {
  readonly lane: string;
  readonly token: string;
  readonly began: number;
  readonly cancelled: number;
  /** When the target had read the cancellation for certain. */
  readonly read: number;
  /** The call had given a sign of itself before; without it, over HTTP, the cancellation may have overtaken it. */
  readonly begun: boolean;
  readonly response?: Frame;
  /** How long the call was told to take; absent where it takes as long as it takes. */
  readonly seconds?: number;
}

const readAt = (cancelled: number, fence: Exchange | undefined): number =>
  fence?.response === undefined ? cancelled + STOP_MS : fence.response.at;

async function cancelOne(
  session: Session,
  call: KnownCall,
  trial: Trial,
  seconds: number,
  patience = 700,
): Promise<Course> {
  const fence = session.era === 'initialize' ? 'ping' : 'server/discover';
  let begun = false;
  let told: () => void = () => undefined;
  const working = new Promise<void>((resolve) => (told = resolve));
  const began = session.now();
  let response: Frame | undefined;
  const running = session.request(call.method, call.params, {
    tag: trial.tag,
    id: trial.id,
    progressToken: trial.token,
    timeout: (seconds + 1) * 1_000,
    onFrame: (frame) => {
      if (frame.via === 'head') return;
      begun = true;
      told();
    },
  });
  // Whoever answers nothing is not waited for.
  void running.then((exchange) => ({ response } = exchange));
  await Promise.race([working, session.pause(patience)]);
  // Messages of their own requests have no order over HTTP: a cancellation that overtakes its call names nothing.
  if (session.transport !== 'stdio' && !begun) await session.request(fence, undefined, { tag: `begun ${trial.tag}` });
  const inOrder = begun || session.transport === 'stdio';
  const cancelled = session.now();
  await session.notify(
    'notifications/cancelled',
    { requestId: trial.id, reason: 'no longer wanted' },
    { tag: `cancel ${trial.tag}` },
  );
  // What is read after the cancellation is answered after it was read: from there on, nothing may come.
  const fenced = session
    .request(fence, undefined, { tag: `fence ${trial.tag}`, timeout: STOP_MS })
    .then(() => session.pause(GRACE_MS))
    .then(() => session.request(fence, undefined, { tag: `settled ${trial.tag}`, timeout: STOP_MS }));
  await session.pause(Math.max(0, (seconds + 0.2) * 1_000 - (session.now() - began)));
  const read = readAt(cancelled, await fenced);
  const course = { lane: session.lane, token: trial.token, began, cancelled, read, begun: inOrder, seconds };
  return response === undefined ? course : { ...course, response };
}

/** Work that ends by itself while the cancellation is still on its way. */
const crosses = ({ response, began, cancelled, read, seconds }: Course): boolean =>
  response !== undefined &&
  (seconds === undefined
    ? response.at - cancelled <= CROSSING_MS
    : response.at <= read && response.at - began >= seconds * 900);

const progressOf = ({ lane, token }: Course, frames: readonly Frame[]): readonly Frame[] =>
  frames.filter(
    (frame) =>
      frame.lane === lane &&
      member(frame.json, 'method') === 'notifications/progress' &&
      member(member(frame.json, 'params'), 'progressToken') === token,
  );

/** One more may have been on its way; work that goes on tells of itself again. */
const goesOn = (course: Course, frames: readonly Frame[]): Frame | undefined =>
  progressOf(course, frames).filter((frame) => frame.at > course.read)[1];

/** Work that tells of itself, and was due to end before two more signs of it could have come: its silence means nothing. */
function tooShort(course: Course, frames: readonly Frame[]): boolean {
  const { began, read, seconds, response } = course;
  const [first] = progressOf(course, frames);
  if (first === undefined || seconds === undefined || response !== undefined) return false;
  const total = member(member(first.json, 'params'), 'total');
  const each = typeof total === 'number' && total > 0 ? (seconds * 1_000) / total : first.at - began;
  return began + seconds * 1_000 - read < 2 * each;
}

/** It may have begun when its cancellation was over and forgotten: all of it came afterwards, or could have. */
const overtaken = (course: Course, frames: readonly Frame[]): boolean => {
  const { begun, response, cancelled, seconds } = course;
  if (begun || seconds === undefined) return false;
  if (response !== undefined) return response.at - cancelled >= seconds * 900;
  return progressOf(course, frames).length > 0;
};

/** Whether anything follows from it. */
const tells = (course: Course, frames: readonly Frame[]): boolean =>
  !overtaken(course, frames) && saysSo(course, frames);

const saysSo = (course: Course, frames: readonly Frame[]): boolean =>
  goesOn(course, frames) !== undefined ||
  isObject(member(course.response?.json, 'error')) ||
  (!crosses(course) && !tooShort(course, frames));

interface Run {
  readonly key: string;
  readonly call: Exchange;
  readonly cancel: Exchange;
  readonly course: Course;
}

/** A call that was cancelled before it was answered. */
function runOf({ key, tag, token }: Trial, seconds: number | undefined, look: Look): readonly Run[] {
  const [call] = look.tagged(tag);
  const [cancel] = look.tagged(`cancel ${tag}`);
  if (call === undefined || cancel === undefined || call.outcome === 'closed' || call.outcome === 'http-refusal')
    return [];
  const { response, lane, sent } = call;
  const cancelled = cancel.sent.at;
  // Answered before it could be cancelled: it was not slow after all.
  if (response !== undefined && response.at <= cancelled) return [];
  const read = readAt(cancelled, look.tagged(`settled ${tag}`)[0]);
  const first = call.received.find(({ via }) => via !== 'head');
  const begun = look.recording.transport === 'stdio' || (first !== undefined && first.at < cancelled);
  const course: Course = {
    ...{ lane, token, began: sent.at, cancelled, read, begun },
    ...(response === undefined ? {} : { response }),
    ...(seconds === undefined ? {} : { seconds }),
  };
  return tells(course, look.recording.frames) ? [{ key, call, cancel, course }] : [];
}

function findingsOf({ key, call, cancel, course }: Run, look: Look): readonly Finding[] {
  const findings: Finding[] = [];
  const { response, cancelled } = course;
  if (response !== undefined && (errorOf(call) !== undefined || !crosses(course)))
    findings.push({
      at: [at(call), at(cancel)],
      got: `${ending(call)} ${Math.round(response.at - cancelled)} ms after the cancellation`,
      want: 'no response',
      key: `response ${key}`,
    });
  const late = goesOn(course, look.recording.frames);
  if (late !== undefined)
    findings.push({
      at: [atFrame(late), at(cancel)],
      got: `progress ${Math.round(late.at - cancelled)} ms after the cancellation`,
      want: 'no further work',
      key: `progress ${key}`,
    });
  return findings;
}

interface Seen {
  readonly allLists: readonly KindOfList[];
}

const slowed = (views: Seen, call: KnownCall, seconds: number): KnownCall =>
  withPace(call, views.allLists.find(({ kind }) => kind.member === 'tools')?.list.items ?? [], seconds);

/** Where a notification cannot reach the request that it names. */
function unheard(recording: Recording): Skip | undefined {
  if (recording.transport === 'stdio' || recording.transport === 'http-sse') return undefined;
  if (recording.era === 'per-request')
    return { kind: 'transport', note: 'over HTTP a request is cancelled by closing its stream' };
  return recording.lanes.some((lane) => lane.sessionId !== undefined)
    ? undefined
    : { kind: 'nothing-to-judge', note: 'without a session no message can name a request of another one' };
}

export default check({
  title: 'A call that is cancelled in time stops, and gets no response',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: [
    'cancellation.stops-work',
    'cancellation.no-response',
    'cancellation.may-be-ignored',
    'stdio.cancelled-no-further-messages',
    'stdio.cancelled-stops-work',
  ],
  why: 'People cancel because it takes too long or costs too much; a server that goes on wastes both.',
  fix: 'Abort the handler when notifications/cancelled names its request, and send no response for it.',
  touch: 'probing',
  isolation: 'alone',
  enabledBy: { known: 'long-running' },
  needs: { knownCalls, allLists },
  applies: (views, recording) =>
    unheard(recording) ??
    (views.knownCalls.find('long-running').length === 0 ? views.knownCalls.missing('long-running') : undefined),
  probe: async (session, views) => {
    const [call] = views.knownCalls.find('long-running');
    if (call === undefined) return;
    const slow = slowed(views, call, PACED_SECONDS);
    const seconds = slow === call ? UNPACED_SECONDS : (secondsOf(slow) ?? PACED_SECONDS);
    const courses = await Promise.all(TRIALS.map((trial) => cancelOne(session, slow, trial, seconds)));
    if (slow === call) return;
    const untold = AGAIN.filter((_, index) => {
      const course = courses[index];
      return course !== undefined && !tells(course, session.frames);
    });
    const slower = slowed(views, call, AGAIN_SECONDS);
    await Promise.all(
      untold.map((trial) => cancelOne(session, slower, trial, secondsOf(slower) ?? AGAIN_SECONDS, BEGIN_MS)),
    );
  },
  judge: (views, look) => {
    const [known] = views.knownCalls.find('long-running');
    const [slow, slower] = [PACED_SECONDS, AGAIN_SECONDS].map((seconds) => known && slowed(views, known, seconds));
    const first = slow === undefined || slow === known ? undefined : (secondsOf(slow) ?? PACED_SECONDS);
    const second = (slower && secondsOf(slower)) ?? AGAIN_SECONDS;
    // What came late may make a first try tell after all: one verdict for each kind of id.
    const runs = TRIALS.flatMap((trial, index) => {
      const again = AGAIN[index];
      const both = [...runOf(trial, first, look), ...(again === undefined ? [] : runOf(again, second, look))];
      return (both.find((run) => findingsOf(run, look).length > 0) ?? both[0]) || [];
    });
    return judgeEach(runs, (run) => findingsOf(run, look), 'the call was answered before it could be cancelled');
  },
});
