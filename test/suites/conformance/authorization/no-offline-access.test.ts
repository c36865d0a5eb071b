import rule from '../../../../suites/conformance/authorization/no-offline-access.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: {
    'in the metadata': where(
      {},
      guarded({ metadata: (usual) => ({ ...usual, scopes_supported: ['mcp', 'offline_access'] }) }),
    ),
  },
  stillGood: {
    'no authorization at all': where({}, { base: {}, headers: {} }),
  },
});
