// A token that was made for somebody else.

import { tokenProbes, needsToken } from '../../artifacts/token-probes.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'Tokens for another resource are answered with 401',
  level: 'must',
  revisions: { since: '2025-06-18' },
  transports: ['streamable-http'],
  requirements: ['auth.audience-validated', 'authorization.audience-validated'],
  why: 'Any other service that the user trusts with a token could use it here.',
  fix: 'Accept only tokens whose audience is the address of this server.',
  tags: ['owasp:MCP07'],
  severity: 'critical',
  touch: 'probing',
  needs: { tokenProbes },
  applies: (_, recording) => needsToken(recording, 'otherAudience'),
  judge: ({ tokenProbes: probes }, { recording }) => {
    const missing = needsToken(recording, 'otherAudience');
    return judgeEach(
      probes.opened('otherAudience').filter(({ status }) => status !== undefined && status !== 429 && status < 500),
      (exchange) => {
        const served = exchange.outcome === 'result';
        if (!served && exchange.status === 401) return undefined;
        return {
          at: [at(exchange)],
          got: served ? 'served' : ending(exchange),
          want: 'HTTP 401',
          key: 'otherAudience',
        };
      },
      missing?.note ?? 'the target gave no answer to the token',
    );
  },
});
