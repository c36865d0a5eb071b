import rule from '../../../../suites/conformance/tasks/result-type.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'a handle marked complete': on('tools/call', (r) => {
      if (r.taskId) r.resultType = 'complete';
    }),
    'tasks/get marked task': on('tasks/get', (r) => {
      r.resultType = 'task';
    }),
    'a list marked task': on('tools/list', (r) => {
      r.resultType = 'task';
    }),
  },
});
