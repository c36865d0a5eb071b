import rule from '../../../../suites/conformance/tasks/starts-working.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report', 'render_video'] },
  faults: {
    'completed at once': on('tools/call', (r) => {
      if (r.task) r.task.status = 'completed';
    }),
  },
});
