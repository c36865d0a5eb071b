import rule from '../../../../suites/conformance/authorization/scope-enough.check.ts';
import { SCOPED, scoped } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...SCOPED,
  faults: {
    'one scope at a time': where({}, scoped({ holds: (scope) => scope.includes('mcp:all') })),
  },
  stillGood: {
    'no such token was given': where({}, { options: { tokens: {} } }),
  },
});
