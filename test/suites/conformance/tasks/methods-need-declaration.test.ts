import rule from '../../../../suites/conformance/tasks/methods-need-declaration.check.ts';
import { onError, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'unknown id first': onError(-32021, (wrong, { params }) => {
      if ((params as Loose).taskId) wrong.code = -32602;
    }),
    'no word of what is missing': onError(-32021, (wrong) => {
      delete wrong.data;
    }),
  },
});
