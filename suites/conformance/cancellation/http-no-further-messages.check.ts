// What belonged to a stream that is gone must not come out of another.

import { allLists } from '../../artifacts/all-lists.ts';
import { knownCalls, withPace } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, atFrame, judgeEach, member } from '../../kernel/look.ts';
import type { Frame, KnownCall } from '../../kernel/recording.ts';

const TOKEN = 'assay-broken-off';
const CALL_SECONDS = 2;

const isProgress = (frame: Frame): boolean =>
  member(frame.json, 'method') === 'notifications/progress' &&
  member(member(frame.json, 'params'), 'progressToken') === TOKEN;

async function breakOff(session: Session, call: KnownCall): Promise<void> {
  const stop = new AbortController();
  const others = new AbortController();
  const listening = session.request(
    'subscriptions/listen',
    { notifications: { toolsListChanged: true } },
    { tag: 'listen', timeout: 20_000, signal: others.signal },
  );
  const beside = session.request(call.method, call.params, {
    tag: 'beside',
    progressToken: 'assay-beside',
    timeout: 20_000,
    signal: others.signal,
  });
  let told: () => void = () => undefined;
  const working = new Promise<void>((resolve) => (told = resolve));
  const running = session.request(call.method, call.params, {
    tag: 'broken off',
    progressToken: TOKEN,
    timeout: 20_000,
    signal: stop.signal,
    onFrame: (frame) => void (isProgress(frame) && told()),
  });
  await Promise.race([working, session.pause(1_000)]);
  stop.abort();
  await running;
  await session.pause((CALL_SECONDS + 0.5) * 1_000);
  others.abort();
  await Promise.all([listening, beside]);
}

export default check({
  title: 'Nothing more is sent for a request whose stream the client closed',
  level: 'must',
  revisions: { since: '2026-07-28' },
  transports: ['streamable-http'],
  requirements: ['cancellation.http-no-further-messages'],
  why: 'The messages would come out of the streams of other requests, whose readers know nothing of them.',
  fix: 'Drop what a closed stream cannot take; never look for another one.',
  touch: 'probing',
  isolation: 'own',
  needs: { knownCalls, allLists },
  applies: (views) =>
    views.knownCalls.find('emits-progress').length === 0 ? views.knownCalls.missing('emits-progress') : undefined,
  probe: async (session, views) => {
    const [call] = views.knownCalls.find('emits-progress');
    const tools = views.allLists.find(({ kind }) => kind.member === 'tools')?.list.items ?? [];
    if (call !== undefined) await breakOff(session, withPace(call, tools, CALL_SECONDS));
  },
  judge: (_, look) =>
    judgeEach(
      look.tagged('broken off').filter((exchange) => exchange.outcome === 'cancelled'),
      (exchange) => {
        const stray = look.recording.frames.find(
          (frame) => frame.origin === 'target' && isProgress(frame) && !exchange.received.includes(frame),
        );
        return stray === undefined
          ? undefined
          : {
              at: [atFrame(stray), at(exchange)],
              got: 'progress of the request that was broken off, on another stream',
              want: 'no further messages',
              key: 'progress',
            };
      },
      'the call was answered before it could be broken off',
    ),
});
