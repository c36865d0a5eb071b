import rule from '../../../../suites/conformance/completion/at-most-100-values.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const more = (count: number) => Array.from({ length: count }, (_, index) => `value ${index}`);

prove(rule, {
  faults: {
    'all 250 candidates': on('completion/complete', (r) => {
      r.completion.values = more(250);
    }),
    '101 values, once something was typed': on('completion/complete', (r, { params }) => {
      const typed = (params.argument as { value: string }).value;
      if (typed !== '') r.completion.values = more(101);
    }),
  },
  stillGood: {
    '100 values': on('completion/complete', (r) => {
      r.completion.values = more(100);
    }),
  },
});
