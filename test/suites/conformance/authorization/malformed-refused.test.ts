import rule from '../../../../suites/conformance/authorization/malformed-refused.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: {
    'an error of the server': where({}, guarded({ malformedStatus: 500 })),
  },
  stillGood: {
    'a server that asks nobody for a token': where({}, guarded({ open: true })),
    'no authorization at all': where({}, { base: {}, headers: {} }),
  },
});
