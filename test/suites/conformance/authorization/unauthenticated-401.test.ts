import rule from '../../../../suites/conformance/authorization/unauthenticated-401.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: {
    'a redirect to a login page': where({}, guarded({ missingStatus: 302 })),
    '403 instead': where({}, guarded({ missingStatus: 403 })),
  },
  stillGood: {
    'no authorization at all': where({}, { base: {}, headers: {} }),
  },
});
