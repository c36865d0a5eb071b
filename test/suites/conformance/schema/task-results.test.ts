import { on, type Loose } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/task-results.check.ts';
import { prove } from '../../../kit/prove.ts';

const changed = (change: (task: Loose) => void) => on('tasks/get', change);

prove(rule, {
  options: { allow: ['build_report'] },
  server: { onlyTools: ['build_report'] },
  faults: {
    'no ttl': changed((task) => {
      delete task.ttl;
      delete task.ttlMs;
    }),
    'a status of its own': changed((task) => {
      task.status = 'done';
    }),
    'a number as createdAt': changed((task) => {
      task.createdAt = 7;
    }),
  },
});
