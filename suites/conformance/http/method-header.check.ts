// Mcp-Method is required and says what the body says.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { headerProbes } from '../../artifacts/header-probes.ts';
import { mustRefuse } from '../../artifacts/header-verdicts.ts';

export default check({
  title: 'A request whose Mcp-Method is missing or differs from the body is refused',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.method-header-missing', 'http.method-header-mismatch', 'http.method-header-value-case'],
  why: 'Routing, limits and audit on the way rely on this header; if it may lie, they can be bypassed.',
  fix: 'Compare Mcp-Method with method, letter by letter, on every request; answer 400 with code -32020 where it is absent or differs.',
  touch: 'probing',
  needs: { headerProbes },
  judge: ({ headerProbes: { of } }) => mustRefuse(of('method-missing', 'method-mismatch', 'method-case')),
});
