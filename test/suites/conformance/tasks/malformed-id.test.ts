import rule from '../../../../suites/conformance/tasks/malformed-id.check.ts';
import { onError } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report', 'render_video'] },
  faults: {
    'an internal error': onError(-32602, (wrong, { params }) => {
      if (params.taskId !== undefined) wrong.code = -32603;
    }),
  },
});
