import rule from '../../../../suites/conformance/security/scope-minimal.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: {
    'a wildcard': where({}, guarded({ metadata: (usual) => ({ ...usual, scopes_supported: ['*'] }) })),
    'the whole catalogue': where(
      {},
      guarded({
        metadata: (usual) => ({ ...usual, scopes_supported: ['mcp', 'mcp:read', 'mcp:write'] }),
        challenge: (usual) => usual.replace(/scope=.*/u, 'scope="mcp mcp:read mcp:write"'),
      }),
    ),
  },
});
