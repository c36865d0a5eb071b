// A token that nobody issued opens nothing.

import { authorization, BAD, type Authorization } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';

/** What is no token at all is refused in whatever way; being served shows that nothing is looked at. */
const served = (auth: Authorization): readonly Exchange[] =>
  ['other scheme', 'malformed no token', 'malformed two tokens']
    .flatMap((tag) => auth.of(tag))
    .filter(({ outcome }) => outcome === 'result');

export default check({
  title: 'Tokens that are invalid are answered with 401',
  level: 'must',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: [
    'auth.invalid-token-401',
    'auth.tokens-validated',
    'auth.status-codes',
    'authorization.invalid-token-401',
  ],
  why: 'A token that is not verified is a password that everybody knows.',
  fix: 'Verify signature, issuer, audience and expiry before anything else; answer 401.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) =>
    auth.required && auth.refused
      ? judgeEach([...BAD.flatMap((name) => auth.of(`bad ${name}`)), ...served(auth)], (exchange) => {
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
        })
      : { seen: 0, findings: [], note: auth.note },
});
