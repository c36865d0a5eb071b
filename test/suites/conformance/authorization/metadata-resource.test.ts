import rule from '../../../../suites/conformance/authorization/metadata-resource.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: {
    'an internal name': where(
      {},
      guarded({ metadata: (usual) => ({ ...usual, resource: 'http://mcp.internal:8080/mcp' }) }),
    ),
    'no resource': where({}, guarded({ metadata: (usual) => ({ ...usual, resource: undefined }) })),
  },
  stillGood: {
    'no authorization at all': where({}, { base: {}, headers: {} }),
    'a local copy that serves anybody and names its public url': where(
      {},
      guarded({ open: true, metadata: (usual) => ({ ...usual, resource: 'https://mcp.example.com' }) }),
    ),
    'the origin': where(
      {},
      guarded({ metadata: (usual) => ({ ...usual, resource: new URL(String(usual['resource'])).origin }) }),
    ),
  },
});
