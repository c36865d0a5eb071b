import rule from '../../../../suites/conformance/tasks/result-equals-call.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'a summary instead': on('tasks/result', (r) => {
      r.content = [];
    }),
    'an error instead': on('tasks/result', (r) => {
      r.isError = true;
    }),
  },
});
