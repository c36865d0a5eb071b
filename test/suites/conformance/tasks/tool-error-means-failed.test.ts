import rule from '../../../../suites/conformance/tasks/tool-error-means-failed.check.ts';
import { on, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { REFUSES } from './tools-as-tasks.ts';

prove(rule, {
  server: { tools: [REFUSES], onlyTools: ['refuse'] },
  faults: {
    'completed over a tool error': on('tasks/get', (task: Loose) => {
      if (task.status === 'failed') task.status = 'completed';
    }),
    'failed without a reason': on('tasks/get', (task: Loose) => {
      delete task.statusMessage;
    }),
  },
});
