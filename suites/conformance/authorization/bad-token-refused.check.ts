// A token that nobody issued opens nothing.

import { authorization, BAD_TOKENS } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'Tokens that are invalid are answered with 401',
  level: 'must',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: ['auth.invalid-token-401', 'auth.tokens-validated', 'authorization.invalid-token-401'],
  why: 'A token that is not verified is a password that everybody knows.',
  fix: 'Verify signature, issuer, audience and expiry before anything else; answer 401.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) =>
    auth.required && auth.refused
      ? judgeEach(
          Object.keys(BAD_TOKENS).flatMap((name) => auth.of(`bad ${name}`)),
          (exchange) => {
            const key = exchange.tag ?? '';
            if (exchange.outcome === 'result')
              return {
                at: [at(exchange)],
                got: `${key}: served`,
                want: 'HTTP 401',
                severity: 'critical' as const,
                key,
              };
            return exchange.status === 401 || exchange.status === 429
              ? undefined
              : { at: [at(exchange)], got: `${key}: ${ending(exchange)}`, want: 'HTTP 401', key };
          },
        )
      : { seen: 0, findings: [], note: auth.note },
});
