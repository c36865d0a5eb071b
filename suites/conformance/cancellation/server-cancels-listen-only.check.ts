// From 2026-07-28 a server has nothing to cancel but subscriptions.

import { notifications } from '../../artifacts/notifications.ts';
import { knownCalls } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { brief, member } from '../../kernel/look.ts';

export default check({
  title: 'The server sends notifications/cancelled for subscriptions/listen alone',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['cancellation.server-sent-only-for-listen'],
  why: 'A client takes it for the end of a subscription; for any other request it waits for the answer, which then never comes.',
  fix: 'Answer a request that you give up with an error.',
  touch: 'probing',
  isolation: 'main',
  needs: { notifications, knownCalls },
  // What is on its way by now has time to arrive.
  probe: async (session) => void (await session.settle()),
  judge: (views, { recording }) => {
    const findings = new Map<string, Finding>();
    for (const one of views.notifications.of('notifications/cancelled')) {
      const id = one.params['requestId'];
      const named = recording.exchanges.find(
        (exchange) =>
          exchange.lane === one.lane && exchange.sent.seq < one.frame.seq && member(exchange.sent.json, 'id') === id,
      );
      if (named?.method === 'subscriptions/listen') continue;
      const key = named?.method ?? 'unknown';
      findings.set(key, {
        at: [one.where],
        got: `requestId ${brief(id ?? 'absent')}, which is ${named === undefined ? 'no request' : `a ${named.method}`}`,
        want: 'the id of a subscriptions/listen',
        key,
      });
    }
    return {
      seen: recording.exchanges.filter((exchange) => exchange.response !== undefined).length,
      findings: [...findings.values()],
      note: 'nothing was answered',
    };
  },
});
