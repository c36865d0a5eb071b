import rule from '../../../../suites/conformance/authorization/challenge-error.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: {
    'another error': where({}, guarded({ challenge: (usual) => usual.replace('invalid_token', 'invalid_request') })),
    'an error for a missing token': where(
      {},
      guarded({ challenge: (usual, why) => (why === 'missing' ? `Bearer error="invalid_token"` : usual) }),
    ),
  },
  stillGood: {
    'no authorization at all': where({}, { base: {}, headers: {} }),
  },
});
