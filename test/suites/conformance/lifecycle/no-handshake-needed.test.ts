import rule from '../../../../suites/conformance/lifecycle/no-handshake-needed.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'discovery must come first': {
      rpc: (message, next, ctx) => {
        if (message.method === 'server/discover') ctx.store.set('known', true);
        if (message.method !== 'tools/list' || ctx.store.get('known') === true) return next();
        // Over HTTP nothing tells connections apart but that ours begin to count at one.
        if (ctx.transport !== 'stdio' && message.id !== 1) return next();
        return { jsonrpc: '2.0', id: message.id, error: { code: -32600, message: 'discover first' } };
      },
    },
  },
});
