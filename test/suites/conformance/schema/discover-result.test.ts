import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/discover-result.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'instructions as a number': on('server/discover', (r) => {
      r.instructions = 7;
    }),
    'versions with a number among them': on('server/discover', (r) => {
      r.supportedVersions.push(20260728);
    }),
  },
  stillGood: {
    'no instructions': on('server/discover', (r) => {
      delete r.instructions;
    }),
  },
});
