import rule from '../../../../suites/conformance/mrtr/only-where-allowed.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a question for a list': on('tools/list', (r) => {
      r.resultType = 'input_required';
      r.requestState = 'x';
    }),
  },
});
