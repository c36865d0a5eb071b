import rule from '../../../../suites/conformance/lifecycle/no-handshake-needed.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'discovery must come first': {
      rpc: (message, next, ctx) => {
        const store = ctx.transport === 'stdio' ? ctx.store : ctx.shared;
        const count = Number(store.get('lists') ?? 0);
        if (message.method === 'server/discover' && ctx.transport === 'stdio') store.set('known', true);
        if (message.method !== 'tools/list' || store.get('known') === true) return next();
        store.set('lists', count + 1);
        // Over HTTP nothing tells connections apart: the first list of all is refused.
        if (ctx.transport !== 'stdio' && count > 0) return next();
        return { jsonrpc: '2.0', id: message.id, error: { code: -32600, message: 'discover first' } };
      },
    },
  },
});
