// Too little is not nothing: the client must learn what it lacks.

import { challengeOf } from '../../artifacts/authorization.ts';
import { needsToken, tokenProbes } from '../../artifacts/token-probes.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'Too little scope is answered with 403 and a challenge that says what is needed',
  level: 'should',
  revisions: { since: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: [
    'auth.insufficient-scope-403',
    'authorization.insufficient-scope-403',
    'authorization.insufficient-scope-challenge',
  ],
  why: 'With 401 a client asks for the same token again; without the scope it cannot ask for a better one.',
  fix: 'Answer 403 with WWW-Authenticate: Bearer error="insufficient_scope", scope="…", resource_metadata="…".',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { tokenProbes },
  applies: (_, recording) => needsToken(recording, 'insufficientScope'),
  judge: ({ tokenProbes: probes }, { recording }) => {
    const missing = needsToken(recording, 'insufficientScope');
    const served = probes.named.filter(({ outcome }) => outcome === 'result');
    return judgeEach(
      [...served, ...probes.refused.slice(0, 1)],
      (exchange) => {
        const key = exchange.by === 'open' ? 'initialize' : exchange.method;
        if (exchange.outcome === 'result')
          return { at: [at(exchange)], got: 'served', want: 'HTTP 403', severity: 'high' as const, key };
        if (exchange.status !== 403) return { at: [at(exchange)], got: ending(exchange), want: 'HTTP 403', key };
        const challenge = challengeOf(exchange);
        const { error, scope, resource_metadata: metadata } = challenge?.params ?? {};
        const lacks = [
          ...(challenge?.scheme === 'bearer' ? [] : ['a Bearer challenge']),
          ...(error === 'insufficient_scope' ? [] : ['error="insufficient_scope"']),
          ...(scope === undefined || scope.trim() === '' ? ['scope'] : []),
          ...(metadata === undefined ? ['resource_metadata'] : []),
        ];
        if (lacks.length === 0) return undefined;
        return {
          at: [at(exchange)],
          got: `a challenge without ${lacks.join(', ')}`,
          want: 'all of them',
          key: `${key} challenge`,
        };
      },
      missing?.note ??
        'nothing was refused to the token; name a call that needs more: known: [{ property: needs-scope, method: tools/call, params: {…} }]',
    );
  },
});
