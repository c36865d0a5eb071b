// Fields that a gateway makes up.

import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { besideGood } from './first.ts';

prove(await besideGood('unclassified'), {
  options: { calls: 'all' },
  faults: {
    'a field of its own': on('tools/list', (r) => {
      for (const tool of r.tools) tool.upstream = 'one';
    }),
  },
  stillGood: {},
});
