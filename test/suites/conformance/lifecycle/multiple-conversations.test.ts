import rule from '../../../../suites/conformance/lifecycle/multiple-conversations.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { timeoutMs: 1000 },
  faults: {
    'three at a time': {
      rpc: (message, next, ctx) => {
        if (!/^assay-conversation|^9000/.test(String(message.id))) return next();
        const open = Number(ctx.shared.get('open') ?? 0);
        ctx.shared.set('open', open + 1);
        return open < 3 ? next() : undefined;
      },
    },
    'string ids are lost': {
      rpc: (message, next) => (String(message.id).startsWith('assay-conversation') ? undefined : next()),
    },
  },
  stillGood: { 'one after the other': { settings: { serial: true } } },
});
