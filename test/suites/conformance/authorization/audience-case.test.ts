import rule from '../../../../suites/conformance/authorization/audience-case.check.ts';
import { SCOPED, scoped } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...SCOPED,
  faults: {
    'compared byte by byte': where({}, scoped({}, { audience: 'byte by byte' })),
  },
  stillGood: {
    'no such token was given': where({}, { options: { tokens: {} } }),
  },
});
