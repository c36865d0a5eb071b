// Annotations that a gateway rewrites.

import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { besideGood } from './first.ts';

prove(await besideGood('permissions'), {
  options: { calls: 'all' },
  faults: {
    'nothing is read-only any more': on('tools/list', (r) => {
      for (const tool of r.tools)
        tool.annotations = { readOnlyHint: false, destructiveHint: true, openWorldHint: true, idempotentHint: true };
    }),
  },
  stillGood: {},
});
