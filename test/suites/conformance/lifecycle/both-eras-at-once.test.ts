import rule from '../../../../suites/conformance/lifecycle/both-eras-at-once.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'modern requests refused while a session is open': {
      rpc: (message, next, ctx) => {
        if (message.method === 'initialize') ctx.shared.set('open', true);
        if (ctx.shared.get('open') === true && ctx.era === 'per-request' && message.method === 'tools/list')
          return { jsonrpc: '2.0', id: message.id, error: { code: -32600, message: 'A session is open' } };
        return next();
      },
    },
  },
  stillGood: { 'a modern-only server': where({}, { server: { revisions: ['2026-07-28'] } }) },
});
