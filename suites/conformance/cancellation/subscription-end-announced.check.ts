// A subscription that the server ended without a word: the client waits for ever.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, ending, judgeEach, member, resultOf } from '../../kernel/look.ts';
import type { Frame, KnownCall } from '../../kernel/recording.ts';
import { until } from '../../artifacts/until.ts';

const ID = 'assay-listen';

const acknowledges = (frame: Frame): boolean =>
  member(frame.json, 'method') === 'notifications/subscriptions/acknowledged';
const ends = (frame: Frame): boolean =>
  frame.origin === 'target' &&
  member(frame.json, 'method') === 'notifications/cancelled' &&
  member(member(frame.json, 'params'), 'requestId') === ID;

async function listenAndEnd(session: Session, call: KnownCall): Promise<void> {
  const stop = new AbortController();
  const listening = session.request(
    'subscriptions/listen',
    { notifications: { toolsListChanged: true, resourcesListChanged: true } },
    { tag: 'listen', id: ID, timeout: 20_000, signal: stop.signal },
  );
  const came = (test: (frame: Frame) => boolean) => (): boolean => session.frames.some(test);
  await until(session, came(acknowledges), 2_000);
  await session.request(call.method, call.params, { tag: 'end' });
  await until(
    session,
    came((frame) => ends(frame) || member(frame.json, 'id') === ID),
    3_000,
  );
  // Still there, or ended by the end of the connection?
  await session.request('server/discover', undefined, { tag: 'still open', timeout: 2_000 });
  stop.abort();
  await listening;
}

export default check({
  title: 'A server that ends a subscription says so',
  level: 'must',
  revisions: { since: '2026-07-28' },
  transports: ['stdio'],
  requirements: ['cancellation.server-sent-on-teardown'],
  why: 'On stdio nothing else tells the client that no more changes will be reported.',
  fix: 'Send notifications/cancelled with the id of the listen request, or its final result.',
  touch: 'probing',
  isolation: 'own',
  needs: { knownCalls },
  applies: (views) =>
    views.knownCalls.find('ends-subscription').length === 0 ? views.knownCalls.missing('ends-subscription') : undefined,
  probe: async (session, views) => {
    const [call] = views.knownCalls.find('ends-subscription');
    if (call !== undefined) await listenAndEnd(session, call);
  },
  judge: (_, look) => {
    const [open] = look.tagged('still open');
    const [end] = look.tagged('end');
    return judgeEach(
      // A connection that was closed needs no word; a call that failed ended nothing.
      look
        .tagged('listen')
        .filter(
          (listen) =>
            resultOf(open) !== undefined &&
            resultOf(end) !== undefined &&
            look.recording.frames.some((frame) => frame.lane === listen.lane && acknowledges(frame)),
        ),
      (listen) => {
        const said =
          listen.response !== undefined ||
          look.recording.frames.some((frame) => frame.lane === listen.lane && ends(frame));
        return said
          ? undefined
          : {
              at: [at(listen), at(end)],
              got: `no word on the subscription after the call that ends it: ${ending(listen)}`,
              want: 'notifications/cancelled with its id, or its result',
              key: 'silent',
            };
      },
      'the subscription was not acknowledged, or the connection was closed',
    );
  },
});
