import rule from '../../../../suites/conformance/tasks/list-needs-identity.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { live } from '../circumstances.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'a list for everybody': live(
      on('initialize', (r) => {
        r.capabilities.tasks.list = {};
      }),
    ),
  },
});
