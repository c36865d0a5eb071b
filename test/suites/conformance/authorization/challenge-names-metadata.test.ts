import rule from '../../../../suites/conformance/authorization/challenge-names-metadata.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: {
    'a bare challenge': where({}, guarded({ challenge: () => 'Bearer' })),
  },
  stillGood: {
    'no authorization at all': where({}, { base: {}, headers: {} }),
  },
});
