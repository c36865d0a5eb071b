import rule from '../../../../suites/conformance/authorization/challenge-scope.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: {
    'no scope': where({}, guarded({ challenge: (usual) => usual.replace(/, scope=.*/u, '') })),
  },
  stillGood: {
    'no authorization at all': where({}, { base: {}, headers: {} }),
  },
});
