import rule from '../../../../suites/conformance/lifecycle/multiple-conversations.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { timeoutMs: 1000 },
  faults: {
    'one current request': {
      rpc: async (message, next, ctx) => {
        if (message.id === undefined) return next();
        ctx.shared.set('current', message.id);
        await new Promise((resolve) => setTimeout(resolve, 5));
        return ctx.shared.get('current') === message.id ? next() : undefined;
      },
    },
    'string ids are lost': {
      rpc: (message, next) => (String(message.id).startsWith('assay-conversation') ? undefined : next()),
    },
  },
  stillGood: { 'one after the other': { settings: { serial: true } } },
});
