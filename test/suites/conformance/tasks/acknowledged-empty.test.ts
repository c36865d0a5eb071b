import rule from '../../../../suites/conformance/tasks/acknowledged-empty.check.ts';
import { error, instead, on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'the task in the answer': on('tasks/cancel', (r) => {
      r.status = 'cancelled';
    }),
    'another key refused': instead('tasks/update', () => error(-32602, 'Unknown key')),
  },
});
