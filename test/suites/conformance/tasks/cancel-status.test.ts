import rule from '../../../../suites/conformance/tasks/cancel-status.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'still working': on('tasks/cancel', (r) => {
      r.status = 'working';
    }),
  },
});
