import rule from '../../../../suites/conformance/resources/subscribe-served.check.ts';
import { error, instead } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

let refusals = 0;

prove(rule, {
  faults: {
    'unsubscribe answered with -32601': instead('resources/unsubscribe', () => error(-32601, 'Method not found')),
    'subscribe answered with -32601': instead('resources/subscribe', () => error(-32601, 'Method not found')),
    'every resource refused': instead('resources/subscribe', () => error(-32000, 'Not now')),
    'a second subscription refused': {
      rpc: (message, next, ctx) => {
        if (message.method !== 'resources/subscribe') return next();
        const uri = String((message.params as { uri: unknown }).uri);
        if (ctx.store.has(uri)) return { jsonrpc: '2.0', id: message.id!, error: { code: -32603, message: 'Twice' } };
        ctx.store.set(uri, true);
        return next();
      },
    },
  },
  stillGood: {
    'the first resource cannot be subscribed to': instead('resources/subscribe', (params, _, next) => {
      refusals += 1;
      return params.uri === 'notes://today' ? error(-32002, `Static ${refusals}`) : next();
    }),
    'no subscriptions': where({}, { features: { subscribe: false } }),
  },
});
