import rule from '../../../../suites/conformance/tasks/task-shape.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report', 'render_video'] },
  faults: {
    'an id that is a number': on('tasks/get', (r) => {
      r.taskId = 7;
    }),
    'seconds for a time': on('tasks/get', (r) => {
      r.createdAt = 1_767_225_600;
    }),
    'no lifetime': on('tasks/get', (r) => {
      delete r.ttl;
      delete r.ttlMs;
    }),
    'a status of its own': on('tasks/get', (r) => {
      r.status = 'running';
    }),
  },
});
