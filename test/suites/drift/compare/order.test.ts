// A list that is sorted anew.

import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { besideGood } from './first.ts';

prove(await besideGood('order'), {
  options: { calls: 'all' },
  faults: {
    'tools in reverse': on('tools/list', (r) => {
      r.tools.reverse();
    }),
  },
  stillGood: {},
});
