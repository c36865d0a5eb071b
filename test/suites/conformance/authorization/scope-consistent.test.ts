import rule from '../../../../suites/conformance/authorization/scope-consistent.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

let count = 0;

prove(rule, {
  ...GUARDED,
  faults: {
    'another subset each time': where(
      {},
      guarded({ challenge: (usual) => usual.replace(/scope=.*/u, `scope="mcp ${(count += 1)}"`) }),
    ),
  },
  stillGood: {
    'no authorization at all': where({}, { base: {}, headers: {} }),
  },
});
