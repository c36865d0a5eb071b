import rule from '../../../../suites/conformance/authorization/audience-demanded.check.ts';
import { SCOPED, scoped } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...SCOPED,
  faults: {
    'a missing audience is a match': where({}, scoped({}, { audience: 'missing is fine' })),
  },
  stillGood: {
    'no such token was given': where({}, { options: { tokens: {} } }),
  },
});
