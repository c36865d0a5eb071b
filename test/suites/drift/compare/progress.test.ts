// Progress that breaks off.

import { prove } from '../../../kit/prove.ts';
import { besideGood } from './first.ts';

prove(await besideGood('progress'), {
  options: { calls: 'all' },
  faults: {
    'every other notification is dropped': {
      out: (message, ctx) => {
        if (message.method !== 'notifications/progress') return message;
        const count = Number(ctx.shared.get('progress') ?? 0) + 1;
        ctx.shared.set('progress', count);
        return count % 2 === 0 ? undefined : message;
      },
    },
  },
  stillGood: {},
});
