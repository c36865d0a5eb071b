// What one session does is told to that session.

import { knownCalls } from '../../artifacts/known-calls.ts';
import type { KnownCalls } from '../../artifacts/known-calls.ts';
import { isLogMessage } from '../../artifacts/log-runs.ts';
import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { atFrame, at, brief, judgeEach, member } from '../../kernel/look.ts';
import type { Exchange, KnownCall, Recording } from '../../kernel/recording.ts';

const PATIENCE_MS = 5_000;

/** What the client is asked, every session is asked, and each gets its own word about it. */
const telling = (known: KnownCalls): KnownCall | undefined =>
  known.find('emits-log').find((call) => call.source === 'config' || !known.asks(call));

async function listenAndCall(session: Session, call: KnownCall): Promise<void> {
  const listener = await session.fork({ listen: true, purpose: 'makes no calls' });
  await listener.request('logging/setLevel', { level: 'debug' }, { tag: 'listener' });
  await session.request('logging/setLevel', { level: 'debug' });
  await session.request(call.method, call.params, { tag: 'call', timeout: PATIENCE_MS });
  await listener.settle(300);
}

const hears = (recording: Recording, lane: string): boolean =>
  recording.exchanges.some(
    (exchange) => exchange.lane === lane && exchange.method === 'GET' && exchange.status === 200,
  );

/** Sessions that tell two clients apart; without ids there is nobody else. */
const sessionOf = (recording: Recording, exchange: Exchange | undefined): string | undefined =>
  recording.lanes.find((lane) => lane.id === exchange?.lane)?.sessionId;

export default check({
  title: 'Log messages of one session do not reach another',
  // Of the same user here; across users it would be a leak.
  level: 'advice',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['logging.access-controlled'],
  why: 'A server that sends its log to all sessions shows each user what the others do.',
  fix: 'Send a log message to the session whose request caused it, and to no other.',
  touch: 'probing',
  isolation: 'own',
  enabledBy: { known: 'emits-log' },
  needs: { knownCalls },
  applies: (views, recording) =>
    recording.capabilities['logging'] === undefined
      ? { kind: 'not-declared', note: 'the logging capability is not declared' }
      : telling(views.knownCalls) === undefined
        ? views.knownCalls.missing('emits-log')
        : undefined,
  probe: async (session, views) => {
    const call = telling(views.knownCalls);
    if (call !== undefined) await listenAndCall(session, call);
  },
  judge: (_, look) => {
    const { recording } = look;
    const [listener] = look.tagged('listener');
    const [call] = look.tagged('call');
    const apart =
      listener !== undefined &&
      hears(recording, listener.lane) &&
      sessionOf(recording, listener) !== undefined &&
      sessionOf(recording, listener) !== sessionOf(recording, call);
    const own = recording.frames.filter((frame) => frame.lane === call?.lane && isLogMessage(frame));
    const texts = new Set(own.map((frame) => JSON.stringify(member(frame.json, 'params'))));
    return judgeEach(
      apart && own.length > 0 ? [listener] : [],
      () => {
        const foreign = recording.frames.find(
          (frame) =>
            frame.lane === listener?.lane &&
            isLogMessage(frame) &&
            texts.has(JSON.stringify(member(frame.json, 'params'))),
        );
        return foreign === undefined
          ? undefined
          : {
              at: [atFrame(foreign), at(call)],
              got: `a session that made no calls gets ${brief(member(foreign.json, 'params'), 80)}`,
              want: 'log messages of its own requests only',
              key: 'broadcast',
            };
      },
      'no two sessions could be told apart, or no log message came',
    );
  },
});
