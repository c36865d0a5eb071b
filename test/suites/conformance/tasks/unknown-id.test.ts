import rule from '../../../../suites/conformance/tasks/unknown-id.check.ts';
import { instead, onError } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report', 'render_video'] },
  faults: {
    'an internal error': onError(-32602, (wrong, { params }) => {
      if (params.taskId !== undefined) wrong.code = -32603;
    }),
    'an empty result': instead('tasks/get', () => ({ result: { resultType: 'complete' } })),
  },
});
