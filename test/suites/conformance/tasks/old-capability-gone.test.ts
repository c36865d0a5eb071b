import rule from '../../../../suites/conformance/tasks/old-capability-gone.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { live } from '../circumstances.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    both: live(
      on('server/discover', (r) => {
        r.capabilities.tasks = { list: {} };
      }),
    ),
  },
});
