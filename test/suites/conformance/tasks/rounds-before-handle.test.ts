import rule from '../../../../suites/conformance/tasks/rounds-before-handle.check.ts';
import { on, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  server: { onlyTools: ['engrave', 'build_report'] },
  faults: {
    'a handle beside the questions': on('tools/call', (result: Loose) => {
      if (result.resultType === 'input_required') result.taskId = 'parked';
    }),
    'a task that is born waiting': on('tools/call', (result: Loose) => {
      if (result.resultType === 'task') result.status = 'input_required';
    }),
  },
});
