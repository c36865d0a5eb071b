// One long call must not silence the connection.

import { knownCalls, withPace } from '../../artifacts/known-calls.ts';
import { allLists } from '../../artifacts/all-lists.ts';
import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, judgeEach, member, refusedOutside } from '../../kernel/look.ts';
import type { Exchange, KnownCall } from '../../kernel/recording.ts';

/** The call must outlast what counts as late by a good deal. */
const CALL_SECONDS = 6;
const LATE_MS = 5_000;

async function pingBeside(session: Session, call: KnownCall): Promise<void> {
  const stop = new AbortController();
  // Others may have left calls behind that a server without threads still works on: these are not what is measured here.
  await session.request('ping', undefined, { tag: 'idle', timeout: 20_000 });
  const running = session.request(call.method, call.params, { tag: 'long call', timeout: 30_000, signal: stop.signal });
  await session.pause(100);
  const ping = await session.request('ping', undefined, { tag: 'ping', timeout: 20_000 });
  if (ping.ms < LATE_MS) {
    // Answered in time: the call has done its duty.
    const [first] = session.frames.filter(
      (frame) => frame.origin === 'harness' && member(frame.json, 'method') === call.method,
    );
    const id = member(first?.json, 'id');
    if (typeof id === 'number' || typeof id === 'string')
      await session.notify('notifications/cancelled', { requestId: id });
    stop.abort();
  }
  await running;
}

const end = (exchange: Exchange): number => exchange.response?.at ?? exchange.sent.at + exchange.ms;

export default check({
  title: 'A ping is answered while a long call runs',
  level: 'must',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['ping.while-busy'],
  why: 'A client that gets no answer takes the connection for dead and throws the call away with it.',
  fix: 'Do not wait for one request to end before reading the next.',
  touch: 'probing',
  isolation: 'alone',
  needs: { knownCalls, allLists },
  applies: (views) =>
    views.knownCalls.find('long-running').length === 0 ? views.knownCalls.missing('long-running') : undefined,
  probe: async (session, views) => {
    const [call] = views.knownCalls.find('long-running');
    const tools = views.allLists.find(({ kind }) => kind.member === 'tools')?.list.items ?? [];
    if (call !== undefined) await pingBeside(session, withPace(call, tools, CALL_SECONDS));
  },
  judge: (_, look) => {
    const [call] = look.tagged('long call');
    return judgeEach(
      look.tagged('ping').filter(
        (ping) =>
          call !== undefined &&
          !refusedOutside(ping) &&
          ping.outcome !== 'closed' &&
          // Over before the ping went out, it kept nobody waiting: it was slow once, on a busy machine.
          end(call) > ping.sent.at &&
          (call.ms >= LATE_MS || ping.ms < LATE_MS),
      ),
      (ping) => {
        const late =
          ping.ms >= LATE_MS && (ping.outcome === 'timeout' || (call !== undefined && end(ping) >= end(call)));
        return late
          ? {
              at: [at(ping), at(call)],
              got: `the ping was answered after ${Math.round(ping.ms)} ms, behind the call`,
              want: 'an answer at once',
              key: 'ping',
            }
          : undefined;
      },
      'the call did not take long',
    );
  },
});
