import rule from '../../../../suites/conformance/authorization/challenge.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: {
    'a bare 401': where({}, guarded({ challenge: () => undefined })),
    'another scheme': where({}, guarded({ challenge: () => 'Basic realm="x"' })),
  },
  stillGood: {
    'no authorization at all': where({}, { base: {}, headers: {} }),
  },
});
