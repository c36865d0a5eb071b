import rule from '../../../../suites/conformance/authorization/bad-token-refused.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: {
    'any token will do': where({}, guarded({ acceptsAny: true })),
    'an error of the server': where({}, guarded({ invalidStatus: 500 })),
  },
  stillGood: {
    'no authorization at all': where({}, { base: {}, headers: {} }),
  },
});
