// A header that cannot be read is a fault of the request.

import { authorization } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'A malformed Authorization header is answered with 400 or 401',
  level: 'must',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: ['authorization.malformed-400', 'auth.status-codes'],
  why: 'A failure of the server hides what is wrong with the request.',
  fix: 'Answer 400 (or 401) where the header does not parse.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) =>
    auth.refused // who serves strangers may ignore what they say about themselves
      ? judgeEach(
          [...auth.of('malformed no token'), ...auth.of('malformed two tokens')].filter(
            ({ status }) => status !== undefined && status !== 429,
          ),
          (exchange) =>
            exchange.status === 400 || exchange.status === 401
              ? undefined
              : {
                  at: [at(exchange)],
                  got: `${exchange.tag ?? ''}: ${ending(exchange)}`,
                  want: 'HTTP 400 or 401',
                  key: exchange.tag ?? '',
                },
          auth.note,
        )
      : { seen: 0, findings: [], note: auth.note },
});
