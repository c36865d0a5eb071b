import rule from '../../../../suites/conformance/tasks/no-related-in-get.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'named in tasks/get': on('tasks/get', (r) => {
      r._meta = { 'io.modelcontextprotocol/related-task': { taskId: r.taskId } };
    }),
  },
});
