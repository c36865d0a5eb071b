// A client asks for a token when it reads 401, and at no other answer.

import { authorization } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'Who comes without a token is answered with 401',
  level: 'must',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: [
    'auth.401-when-required',
    'auth.http-follows-spec',
    'auth.status-codes',
    'authorization.unauthenticated-401',
    'auth.optional',
  ],
  why: 'Clients start the authorization flow on 401; a login page, 403 or an error in a 200 leaves them outside.',
  fix: 'Answer 401 with WWW-Authenticate: Bearer to requests that need a token and have none.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) => {
    if (!auth.required || !auth.refused)
      return { seen: 0, findings: [], note: auth.refused ? auth.note : 'the target serves this without a token' };
    return judgeEach(
      [...auth.of('anonymous'), ...auth.of('again')].filter(
        ({ status }) => status !== undefined && status < 500 && status !== 429,
      ),
      (exchange) =>
        exchange.status === 401
          ? undefined
          : { at: [at(exchange)], got: ending(exchange), want: 'HTTP 401', key: 'anonymous' },
    );
  },
});
