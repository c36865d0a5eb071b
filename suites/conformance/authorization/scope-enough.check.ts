// Whoever brings what was asked for is let in.

import { needsToken, tokenProbes } from '../../artifacts/token-probes.ts';
import { check } from '../../kernel/check.ts';
import { servedWith } from './served-with.ts';

export default check({
  title: 'A token with the scopes that a challenge named is enough',
  level: 'should',
  revisions: { since: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['auth.insufficient-scope-lists-scopes', 'authorization.scope-challenge-complete'],
  why: 'One scope at a time means one consent page after the other for a single call.',
  fix: 'Name every scope the operation needs in one challenge.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { tokenProbes },
  applies: (_, recording) => needsToken(recording, 'insufficientScope', 'challengedScope'),
  judge: ({ tokenProbes: probes }, { recording }) => servedWith('challengedScope', probes, recording),
});
