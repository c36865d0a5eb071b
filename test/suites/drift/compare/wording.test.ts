// Descriptions that a gateway rewrites.

import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { besideGood } from './first.ts';

prove(await besideGood('wording'), {
  options: { calls: 'all' },
  faults: {
    'a prefix in every description': on('tools/list', (r) => {
      for (const tool of r.tools) tool.description = `[gateway] ${tool.description ?? ''}`;
    }),
  },
  stillGood: {},
});
