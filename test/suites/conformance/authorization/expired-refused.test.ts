import rule from '../../../../suites/conformance/authorization/expired-refused.check.ts';
import { SCOPED, scoped } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...SCOPED,
  faults: {
    'exp ignored': where({}, scoped({}, { expiry: true })),
    'a status of its own': where({}, scoped({ invalidStatus: 400 })),
  },
  stillGood: {
    'no such token was given': where({}, { options: { tokens: {} } }),
  },
});
