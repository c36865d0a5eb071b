import rule from '../../../../suites/conformance/tasks/sub-capabilities.check.ts';
import { error, instead } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'cancel declared, not served': instead('tasks/cancel', () => error(-32601, 'Method not found')),
  },
});
