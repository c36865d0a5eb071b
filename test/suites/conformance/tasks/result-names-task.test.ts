import rule from '../../../../suites/conformance/tasks/result-names-task.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'no related task': on('tasks/result', (r) => {
      delete r._meta;
    }),
  },
});
