import rule from '../../../../suites/conformance/cancellation/http-no-further-messages.check.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

prove(rule, {
  ...calls,
  faults: {
    'another open stream taken for what cannot be delivered': {
      rpc: (message, next, ctx) => {
        if (message.method === 'subscriptions/listen') ctx.shared.set('stream', (one: never) => ctx.relate(one));
        const token = (message.params as { _meta?: { progressToken?: unknown } } | undefined)?._meta?.progressToken;
        if (token === 'assay-broken-off')
          setTimeout(() => {
            const send = ctx.shared.get('stream') as ((one: unknown) => void) | undefined;
            send?.({
              jsonrpc: '2.0',
              method: 'notifications/progress',
              params: { progressToken: token, progress: 99 },
            });
          }, 1_500).unref();
        return next();
      },
    },
  },
});
