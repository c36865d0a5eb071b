// A token that is over opens nothing.

import { tokenProbes, needsToken } from '../../artifacts/token-probes.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'Expired tokens are answered with 401',
  level: 'must',
  revisions: { since: '2025-06-18' },
  transports: ['streamable-http'],
  requirements: ['auth.tokens-validated', 'auth.invalid-token-401', 'authorization.expired-token-401'],
  why: 'A token that never ends is worth stealing, and cannot be taken back.',
  fix: 'Compare exp with the clock on every request and answer 401.',
  tags: ['owasp:MCP07'],
  severity: 'high',
  touch: 'probing',
  needs: { tokenProbes },
  applies: (_, recording) => needsToken(recording, 'expired'),
  judge: ({ tokenProbes: probes }, { recording }) => {
    const missing = needsToken(recording, 'expired');
    return judgeEach(
      probes.opened('expired').filter(({ status }) => status !== undefined && status !== 429 && status < 500),
      (exchange) => {
        const served = exchange.outcome === 'result';
        if (!served && exchange.status === 401) return undefined;
        return { at: [at(exchange)], got: served ? 'served' : ending(exchange), want: 'HTTP 401', key: 'expired' };
      },
      missing?.note ?? 'the target gave no answer to the token',
    );
  },
});
