import rule from '../../../../suites/conformance/tasks/task-support-respected.check.ts';
import { instead, on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report', 'render_video'] },
  faults: {
    'the result in the place of the task': on('tools/call', (r) => {
      if (r.task === undefined) return;
      delete r.task;
      r.content = [];
    }),
    'a plain call served': instead('tools/call', (params, _, next) =>
      params.name === 'render_video' && params.task === undefined ? { result: { content: [] } } : next(),
    ),
  },
});
