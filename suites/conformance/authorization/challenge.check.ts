// The challenge says how to get in.

import { authorization, BAD, challengeOf } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'A refusal comes with a Bearer challenge',
  level: 'must',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: ['auth.validation-failure-response', 'authorization.error-challenge'],
  why: 'Without WWW-Authenticate a client does not know that a Bearer token would help, nor where to get one.',
  fix: 'Send WWW-Authenticate: Bearer with each 401.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) =>
    auth.required
      ? judgeEach(
          BAD.flatMap((name) => auth.of(`bad ${name}`)).filter(({ status }) => status === 401),
          (exchange) =>
            challengeOf(exchange)?.scheme === 'bearer'
              ? undefined
              : {
                  at: [at(exchange)],
                  got: challengeOf(exchange)?.scheme ?? 'no WWW-Authenticate',
                  want: 'WWW-Authenticate: Bearer',
                  key: 'challenge',
                },
          auth.note,
        )
      : { seen: 0, findings: [], note: auth.note },
});
