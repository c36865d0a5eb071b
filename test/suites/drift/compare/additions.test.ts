// Tools that a gateway brings along.

import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { besideGood } from './first.ts';

prove(await besideGood('additions'), {
  options: { calls: 'all' },
  faults: {
    'a tool of its own': on('tools/list', (r) => {
      if (r.nextCursor === undefined) r.tools.push({ name: 'gateway_status', inputSchema: { type: 'object' } });
    }),
  },
  stillGood: {},
});
