// A token that was made for nobody in particular fits everywhere.

import { tokenProbes, needsToken } from '../../artifacts/token-probes.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'Tokens without an audience are answered with 401',
  level: 'should',
  revisions: { since: '2025-06-18' },
  transports: ['streamable-http'],
  requirements: ['auth.no-audience-rejected', 'authorization.audience-validated'],
  why: 'A token without an audience can be passed from one service to the next.',
  fix: 'Refuse tokens without an audience, or make sure by introspection that they were meant for this server.',
  tags: ['owasp:MCP07'],
  severity: 'high',
  touch: 'probing',
  needs: { tokenProbes },
  applies: (_, recording) => needsToken(recording, 'noAudience'),
  judge: ({ tokenProbes: probes }, { recording }) => {
    const missing = needsToken(recording, 'noAudience');
    return judgeEach(
      probes.opened('noAudience').filter(({ status }) => status !== undefined && status !== 429 && status < 500),
      (exchange) => {
        const served = exchange.outcome === 'result';
        if (!served && exchange.status === 401) return undefined;
        return { at: [at(exchange)], got: served ? 'served' : ending(exchange), want: 'HTTP 401', key: 'noAudience' };
      },
      missing?.note ?? 'the target gave no answer to the token',
    );
  },
});
