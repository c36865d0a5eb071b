import rule from '../../../../suites/conformance/tasks/list-complete.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  transports: ['stdio'],
  faults: {
    'running ones alone': on('tasks/list', (r) => {
      r.tasks = r.tasks.filter((task: { status: string }) => task.status === 'working');
    }),
    'the first page alone': on('tasks/list', (r) => {
      delete r.nextCursor;
      r.tasks = r.tasks.slice(0, 1);
    }),
  },
});
