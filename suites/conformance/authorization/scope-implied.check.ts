// More than enough is enough.

import { needsToken, tokenProbes } from '../../artifacts/token-probes.ts';
import { check } from '../../kernel/check.ts';
import { servedWith } from './served-with.ts';

export default check({
  title: 'A broader scope is accepted where a narrower one is demanded',
  level: 'must',
  revisions: { since: '2026-07-28' },
  transports: ['streamable-http'],
  requirements: ['authorization.scope-hierarchy'],
  why: 'A client that holds the broader right cannot get anything better, and is refused for ever.',
  fix: 'Compare what scopes permit, not how they are written.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { tokenProbes },
  applies: (_, recording) => needsToken(recording, 'insufficientScope', 'broaderScope'),
  judge: ({ tokenProbes: probes }, { recording }) => servedWith('broaderScope', probes, recording),
});
