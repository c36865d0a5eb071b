// Addresses are logged, and the token with them.

import { authorization } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'A token in the query string is not accepted',
  level: 'should',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: ['auth.token-not-in-query', 'authorization.query-token-not-accepted'],
  why: 'Query strings end up in logs, histories and referrers.',
  fix: 'Read the token from the Authorization header alone.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) =>
    auth.required && auth.refused
      ? judgeEach(
          auth.of('in query').filter(({ sent }) => (sent.http?.url ?? '').includes('access_token')),
          (exchange) =>
            exchange.outcome === 'result'
              ? { at: [at(exchange)], got: 'served', want: 'HTTP 401', key: 'query' }
              : undefined,
          'no valid token was given: use --bearer-env',
        )
      : { seen: 0, findings: [], note: auth.note },
});
