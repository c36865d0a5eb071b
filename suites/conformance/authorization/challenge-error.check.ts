// The error tells a client whether to refresh its token or to ask for a first one.

import { authorization, BAD, challengeOf } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'The challenge names invalid_token for a bad token, and no error without one',
  level: 'should',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: ['auth.challenge-error-code', 'authorization.error-challenge'],
  why: 'A client that reads another error, or none, does not try to refresh its token.',
  fix: 'Send error="invalid_token" for bad tokens; leave error out where no token came.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) => {
    if (!auth.required) return { seen: 0, findings: [], note: auth.note };
    const bad = BAD.flatMap((name) => auth.of(`bad ${name}`)).filter(
      (exchange) => exchange.status === 401 && challengeOf(exchange)?.scheme === 'bearer',
    );
    const missing = auth.of('anonymous').filter(({ status }) => status === 401);
    return judgeEach(
      [...bad, ...missing],
      (exchange) => {
        const error = challengeOf(exchange)?.params['error'];
        const want = exchange.tag === 'anonymous' ? undefined : 'invalid_token';
        return error === want
          ? undefined
          : {
              at: [at(exchange)],
              got: error === undefined ? 'no error' : `error ${brief(error)}`,
              want: want ?? 'no error',
              key: exchange.tag === 'anonymous' ? 'missing' : 'bad',
            };
      },
      auth.note,
    );
  },
});
