import rule from '../../../../suites/conformance/tasks/removed-methods.check.ts';
import { instead } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'a list as before': instead('tasks/list', () => ({ result: { resultType: 'complete', tasks: [] } })),
  },
});
