import rule from '../../../../suites/conformance/tasks/id-of-receiver.check.ts';
import { on, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report', 'render_video'] },
  faults: {
    'the suggestion taken': on('tools/call', (r, { params }) => {
      const wish = (params as Loose).task?.taskId;
      if (r.task && wish) r.task.taskId = wish;
    }),
  },
});
