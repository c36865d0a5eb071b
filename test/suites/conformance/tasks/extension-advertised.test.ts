import rule from '../../../../suites/conformance/tasks/extension-advertised.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { live } from '../circumstances.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'served, not advertised': live(
      on('server/discover', (r) => {
        delete r.capabilities.extensions;
      }),
    ),
  },
});
