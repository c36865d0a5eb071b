import rule from '../../../../suites/conformance/authorization/audience-checked.check.ts';
import { SCOPED, scoped } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...SCOPED,
  faults: {
    'signature and expiry alone': where({}, scoped({}, { audience: 'any' })),
  },
  stillGood: {
    'no such token was given': where({}, { options: { tokens: {} } }),
  },
});
