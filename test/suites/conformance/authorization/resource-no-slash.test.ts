import rule from '../../../../suites/conformance/authorization/resource-no-slash.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: {
    'a slash': where({}, guarded({ metadata: (usual) => ({ ...usual, resource: `${String(usual['resource'])}/` }) })),
  },
  stillGood: {
    'no authorization at all': where({}, { base: {}, headers: {} }),
  },
});
