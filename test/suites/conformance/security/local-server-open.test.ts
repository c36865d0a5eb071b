import rule from '../../../../suites/conformance/security/local-server-open.check.ts';
import { GUARDED } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: { 'no token': where({}, { base: {}, headers: {} }) },
});
