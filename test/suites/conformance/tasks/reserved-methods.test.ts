import rule from '../../../../suites/conformance/tasks/reserved-methods.check.ts';
import { instead } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  features: { tasks: false },
  faults: {
    'another use of the name': instead('tasks/list', () => ({ result: { resultType: 'complete', tasks: [] } })),
  },
});
