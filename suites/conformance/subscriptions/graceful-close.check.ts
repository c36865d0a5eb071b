// A subscription that ends has an answer, like every request.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { until } from '../../artifacts/until.ts';

const ACK = 'notifications/subscriptions/acknowledged';

export default check({
  title: 'A subscription that the server ends is completed with a result',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['subscriptions.graceful-close-result'],
  why: 'A stream that merely breaks looks like a fault of the network: the client reconnects, again and again.',
  fix: 'Answer the listen request with its result before closing the stream.',
  touch: 'probing',
  isolation: 'own',
  needs: { knownCalls },
  applies: ({ knownCalls: known }) =>
    known.find('ends-subscription').length === 0 ? known.missing('ends-subscription') : undefined,
  probe: async (session, { knownCalls: known }) => {
    const [call] = known.find('ends-subscription');
    if (call === undefined) return;
    const stop = new AbortController();
    const notifications = { toolsListChanged: true, resourcesListChanged: true, promptsListChanged: true };
    const listening = session.request(
      'subscriptions/listen',
      { notifications },
      { tag: 'listen', timeout: 20_000, signal: stop.signal },
    );
    await until(
      session,
      () => session.frames.some(({ json }) => (json as { method?: unknown } | undefined)?.method === ACK),
      2_000,
    );
    let over = false;
    void listening.then(() => (over = true));
    await session.request(call.method, call.params, { tag: 'end' });
    await until(session, () => over, 3_000);
    stop.abort();
    await listening;
  },
  judge: (_, look) => {
    const [end] = look.tagged('end');
    return judgeEach(
      // Given up by us means that it went on: the call ended nothing, or the target announced it in another way.
      look.tagged('listen').filter(({ outcome }) => end?.outcome === 'result' && outcome !== 'cancelled'),
      (exchange) =>
        exchange.outcome === 'result'
          ? undefined
          : { at: [at(exchange)], got: ending(exchange), want: 'a result, then the end of the stream', key: 'listen' },
      'the call that was named ended no subscription',
    );
  },
});
