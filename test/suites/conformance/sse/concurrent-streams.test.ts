import rule from '../../../../suites/conformance/sse/concurrent-streams.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  options: { timeoutMs: 800 },
  faults: {
    'one stream for a method': {
      rpc: (message, next, ctx) => {
        if (message.method !== 'prompts/list') return next();
        const asked = Number(ctx.store.get('asked') ?? 0);
        ctx.store.set('asked', asked + 1);
        return asked === 1 ? undefined : next();
      },
    },
  },
  stillGood: {
    'one after the other': { settings: { serial: true } },
    'no listening stream': where({}, { features: { getStream: false } }),
  },
});
