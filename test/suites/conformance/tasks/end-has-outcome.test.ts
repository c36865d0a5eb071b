import rule from '../../../../suites/conformance/tasks/end-has-outcome.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'completed without a result': on('tasks/get', (r) => {
      if (r.status === 'completed') delete r.result;
    }),
    'failed without an error': on('tasks/get', (r) => {
      if (r.status === 'completed') {
        r.status = 'failed';
        delete r.result;
      }
    }),
  },
});
