import rule from '../../../../suites/conformance/sse/concurrent-streams.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  options: { timeoutMs: 800 },
  faults: {
    'one stream at a time': {
      rpc: async (message, next, ctx) => {
        if (message.method !== 'prompts/list') return next();
        ctx.store.set('current', message.id);
        await new Promise((resolve) => setTimeout(resolve, 20));
        return ctx.store.get('current') === message.id ? next() : undefined;
      },
    },
  },
  stillGood: {
    'one after the other': { settings: { serial: true } },
    'no listening stream': where({}, { features: { getStream: false } }),
  },
});
