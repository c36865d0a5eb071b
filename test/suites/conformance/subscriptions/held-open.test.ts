import rule from '../../../../suites/conformance/subscriptions/held-open.check.ts';
import { instead, result } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'an end right after the acknowledgement': instead('subscriptions/listen', (params, ctx) => {
      const _meta = { 'io.modelcontextprotocol/subscriptionId': ctx.message?.id ?? 0 };
      ctx.relate({
        jsonrpc: '2.0',
        method: 'notifications/subscriptions/acknowledged',
        params: { notifications: params.notifications, _meta },
      });
      return result({ _meta }, ctx);
    }),
  },
});
