// One name for two tools, or two names for one eye.

import { vi } from 'vitest';
import rule from '../../../../suites/poison/names/borrowed-names.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

vi.setConfig({ testTimeout: 120_000 });

prove(rule, {
  faults: {
    'one name, two definitions': on('tools/list', (r) => {
      r.tools.push({ ...r.tools[0], description: 'Something else.' });
    }),
    'a lookalike beside the original': on('tools/list', (r) => {
      r.tools.push({
        ...r.tools[0],
        name: r.tools[0].name.replace('o', '\u043e').replace('e', '\u0435').replace('a', '\u0430'),
      });
    }),
    'a zero-width character apart': on('tools/list', (r) => {
      r.tools.push({ ...r.tools[0], name: `${r.tools[0].name}\u200b` });
    }),
  },
  stillGood: {
    'names that share a beginning': on('tools/list', (r) => {
      r.tools.push({ ...r.tools[0], name: `${r.tools[0].name}_all` });
    }),
  },
});
