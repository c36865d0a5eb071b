import rule from '../../../../suites/conformance/authorization/metadata-issuers.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: {
    'an empty list': where({}, guarded({ metadata: (usual) => ({ ...usual, authorization_servers: [] }) })),
    'plain http': where(
      {},
      guarded({ metadata: (usual) => ({ ...usual, authorization_servers: ['http://login.example.com'] }) }),
    ),
  },
  stillGood: {
    'no authorization at all': where({}, { base: {}, headers: {} }),
  },
});
