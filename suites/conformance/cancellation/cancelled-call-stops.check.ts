// Cancelled in time: the work stops, and nothing is answered.

import { allLists } from '../../artifacts/all-lists.ts';
import type { KindOfList } from '../../artifacts/all-lists.ts';
import { knownCalls, withPace } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Look, Session, Skip } from '../../kernel/check.ts';
import { at, atFrame, ending, errorOf, judgeEach, member } from '../../kernel/look.ts';
import type { Exchange, Frame, KnownCall, Recording } from '../../kernel/recording.ts';

/** Where the call takes as long as we say, and where it takes as long as it takes. */
const PACED_SECONDS = 0.8;
const UNPACED_SECONDS = 2.5;
/** What was written before the cancellation was read may arrive, on another connection, so long after the fence. */
const GRACE_MS = 300;
/** A cancellation that no fence confirms counts as read after this time. */
const STOP_MS = 2_000;
/** A result that comes at once may have crossed the cancellation, where we do not know how long the call takes. */
const CROSSING_MS = 500;

/** Ids of both types: a server may keep its running requests by one of them. */
const RUNS = [
  { tag: 'number id', id: 770_001, token: 'assay-cancel-1' },
  { tag: 'text id', id: 'assay-cancelled-call', token: 'assay-cancel-2' },
] as const;

async function cancelOne(
  session: Session,
  call: KnownCall,
  run: (typeof RUNS)[number],
  seconds: number,
): Promise<void> {
  const fence = session.era === 'initialize' ? 'ping' : 'server/discover';
  let begun = false;
  let told: () => void = () => undefined;
  const working = new Promise<void>((resolve) => (told = resolve));
  const began = session.now();
  const running = session.request(call.method, call.params, {
    tag: run.tag,
    id: run.id,
    progressToken: run.token,
    timeout: (seconds + 1) * 1_000,
    onFrame: (frame) => {
      if (frame.via === 'head') return;
      begun = true;
      told();
    },
  });
  await Promise.race([working, session.pause(700)]);
  // Messages of their own requests have no order over HTTP: a cancellation that overtakes its call names nothing.
  if (session.transport !== 'stdio' && !begun) await session.request(fence, undefined, { tag: `begun ${run.tag}` });
  await session.notify(
    'notifications/cancelled',
    { requestId: run.id, reason: 'no longer wanted' },
    { tag: `cancel ${run.tag}` },
  );
  // What is read after the cancellation is answered after it was read: from there on, nothing may come.
  const fenced = session.request(fence, undefined, { tag: `fence ${run.tag}`, timeout: STOP_MS });
  await session.pause(Math.max(0, (seconds + 0.2) * 1_000 - (session.now() - began)));
  await fenced;
  // Whoever answers nothing is not waited for any longer.
  void running;
}

const isProgress = (frame: Frame, token: string): boolean =>
  member(frame.json, 'method') === 'notifications/progress' &&
  member(member(frame.json, 'params'), 'progressToken') === token;

interface Run {
  readonly call: Exchange;
  readonly cancel: Exchange;
  readonly token: string;
  /** When the target had read the cancellation for certain, in milliseconds of the recording. */
  readonly read: number;
}

/** Work that ends by itself while the cancellation is still on its way. */
const crosses = ({ call: { response, sent }, cancel, read }: Run, paced: boolean): boolean =>
  response !== undefined &&
  (paced
    ? response.at <= read && response.at - sent.at >= PACED_SECONDS * 900
    : response.at - cancel.sent.at <= CROSSING_MS);

/** One more may have been on its way; work that goes on tells of itself again. */
const goesOn = ({ call, token, read }: Run, look: Look): Frame | undefined =>
  look.recording.frames.filter((frame) => frame.lane === call.lane && isProgress(frame, token) && frame.at > read)[1];

function findingsOf(run: Run, paced: boolean, look: Look): readonly Finding[] {
  const { call, cancel } = run;
  const findings: Finding[] = [];
  const { response } = call;
  const after = response === undefined ? undefined : response.at - cancel.sent.at;
  if (after !== undefined && after > 0 && (errorOf(call) !== undefined || !crosses(run, paced)))
    findings.push({
      at: [at(call), at(cancel)],
      got: `${ending(call)} ${Math.round(after)} ms after the cancellation`,
      want: 'no response',
      key: `response ${call.tag}`,
    });
  const late = goesOn(run, look);
  if (late !== undefined)
    findings.push({
      at: [atFrame(late), at(cancel)],
      got: `progress ${Math.round(late.at - cancel.sent.at)} ms after the cancellation`,
      want: 'no further work',
      key: `progress ${call.tag}`,
    });
  return findings;
}

interface Seen {
  readonly allLists: readonly KindOfList[];
}

const slowed = (views: Seen, call: KnownCall): KnownCall =>
  withPace(call, views.allLists.find(({ kind }) => kind.member === 'tools')?.list.items ?? [], PACED_SECONDS);

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
    const slow = slowed(views, call);
    const seconds = slow === call ? UNPACED_SECONDS : PACED_SECONDS;
    await Promise.all(RUNS.map((run) => cancelOne(session, slow, run, seconds)));
  },
  judge: (views, look) => {
    const [known] = views.knownCalls.find('long-running');
    const paced = known !== undefined && slowed(views, known) !== known;
    return judgeEach(
      RUNS.flatMap(({ tag, token }) => {
        const [call] = look.tagged(tag);
        const [cancel] = look.tagged(`cancel ${tag}`);
        // Answered before it could be cancelled: it was not slow after all.
        if (
          call === undefined ||
          cancel === undefined ||
          (call.response !== undefined && call.response.at <= cancel.sent.at)
        )
          return [];
        const [fence] = look.tagged(`fence ${tag}`);
        const read = fence?.response === undefined ? cancel.sent.at + STOP_MS : fence.response.at + GRACE_MS;
        const run = { call, cancel, token, read };
        // Its end says nothing where it was due before the cancellation had been read for certain.
        const untold = crosses(run, paced) && errorOf(call) === undefined && goesOn(run, look) === undefined;
        return untold || call.outcome === 'closed' || call.outcome === 'http-refusal' ? [] : [run];
      }),
      (run) => findingsOf(run, paced, look),
      'the call was answered before it could be cancelled',
    );
  },
});
