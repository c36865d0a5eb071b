// The result that ends a subscription in good order.

import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { placeOf } from '../../artifacts/messages.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { brief, member } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const ID = 'io.modelcontextprotocol/subscriptionId';

export default check({
  title: 'The result of subscriptions/listen names the subscription it ends',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['schema.listen-result'],
  why: 'On stdio several subscriptions share one pipe; without its id the client cannot tell which one is over.',
  fix: 'End with { resultType, _meta: { io.modelcontextprotocol/subscriptionId: <id of the request> } }.',
  touch: 'probing',
  enabledBy: { known: 'ends-subscription' },
  needs: { schemaViolations },
  // Most servers keep it open; one that ends it at once shows how it ends.
  probe: async (session) => {
    const listen = await session.request('subscriptions/listen', { notifications: {} }, { timeout: 500 });
    const id = member(listen.sent.json, 'id');
    if (listen.outcome === 'timeout' && session.transport === 'stdio' && typeof id === 'number')
      await session.notify('notifications/cancelled', { requestId: id, reason: 'seen enough' });
  },
  judge: ({ schemaViolations: seen }) => {
    const keep = (violation: { keyword: string; member?: string; pointer: string }): boolean =>
      violation.member !== 'resultType' && !(violation.pointer === '/result' && violation.keyword === 'type');
    const judged = judgeTopic(seen, 'listen-result', { keep, note: 'no subscription was ended by a result' });
    const other = seen.of('ListenResult').flatMap(({ found, value }): readonly Finding[] => {
      const named = member(member(value, '_meta'), ID);
      const id = member(found.message, 'id');
      if (named === undefined || named === id) return [];
      return [
        {
          at: [placeOf(found, '/result/_meta')],
          got: `the subscription ${brief(named, 40)} in the answer to ${brief(id, 40)}`,
          want: 'the id of the request',
          key: 'other-id',
        },
      ];
    });
    return { ...judged, findings: [...judged.findings, ...other] };
  },
});
