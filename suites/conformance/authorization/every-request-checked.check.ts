// A connection is no credential.

import { authorization } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { sentHeader } from '../../artifacts/event-streams.ts';

export default check({
  title: 'Each request is checked, whatever came before on the connection',
  level: 'must',
  revisions: { since: '2026-07-28' },
  transports: ['streamable-http'],
  requirements: ['authorization.every-request-checked'],
  why: 'Behind a proxy many users share a connection; who came before must not open the door.',
  fix: 'Check the token of every request.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) =>
    auth.required && auth.refused
      ? judgeEach(
          auth.of('after authorized').filter(() => auth.of('authorized').some(({ outcome }) => outcome === 'result')),
          (exchange) =>
            exchange.outcome === 'result'
              ? {
                  at: [at(exchange)],
                  got: `served ${sentHeader(exchange, 'authorization') === undefined ? 'without' : 'with a bad'} token`,
                  want: 'HTTP 401',
                  severity: 'critical' as const,
                  key: 'remembered',
                }
              : undefined,
          'no valid token was given: use --bearer-env',
        )
      : { seen: 0, findings: [], note: auth.note },
});
