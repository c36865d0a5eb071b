// A client that knows the scope asks for no more than it needs.

import { authorization, challengeOf } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'The challenge names the scopes that are needed',
  level: 'should',
  revisions: { since: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['auth.challenge-scope', 'authorization.challenge-scope'],
  why: 'Without it a client asks for everything, or for too little.',
  fix: 'Add scope="…" to the challenge of a 401.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) =>
    auth.required && auth.refused
      ? judgeEach(
          auth
            .of('anonymous')
            .filter((exchange) => exchange.status === 401 && challengeOf(exchange)?.scheme === 'bearer'),
          (exchange) =>
            (challengeOf(exchange)?.params['scope'] ?? '').trim() === ''
              ? { at: [at(exchange)], got: 'no scope', want: 'the scopes needed', key: 'scope' }
              : undefined,
          auth.note,
        )
      : { seen: 0, findings: [], note: auth.note },
});
