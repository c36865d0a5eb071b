import rule from '../../../../suites/conformance/authorization/scope-implied.check.ts';
import { SCOPED, scoped } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...SCOPED,
  faults: {
    'names compared': where({}, scoped({ holds: (scope, needed) => scope.split(' ').includes(needed) })),
  },
  stillGood: {
    'no such token was given': where({}, { options: { tokens: {} } }),
  },
});
