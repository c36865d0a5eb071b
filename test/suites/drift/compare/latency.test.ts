// A gateway that takes its time.

import { prove } from '../../../kit/prove.ts';
import { besideGood } from './first.ts';

prove(await besideGood('latency'), {
  options: { calls: 'all', timeoutMs: 10_000 },
  faults: {
    'every request waits': {
      rpc: async (_message, next) => {
        await new Promise((resolve) => setTimeout(resolve, 150));
        return next();
      },
    },
  },
  stillGood: {},
});
