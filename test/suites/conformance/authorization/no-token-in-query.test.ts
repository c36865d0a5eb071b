import rule from '../../../../suites/conformance/authorization/no-token-in-query.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: {
    'read from the query': where({}, guarded({ queryToken: true })),
  },
  stillGood: {
    'no authorization at all': where({}, { base: {}, headers: {} }),
  },
});
