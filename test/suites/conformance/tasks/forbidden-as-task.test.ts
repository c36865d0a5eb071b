import rule from '../../../../suites/conformance/tasks/forbidden-as-task.check.ts';
import { onError, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report', 'echo', 'add'] },
  faults: {
    'a task all the same': onError(-32601, (wrong, { params }) => {
      if ((params as Loose).task) wrong.code = -32600;
    }),
  },
});
