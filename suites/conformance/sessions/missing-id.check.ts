// A server with sessions tells a client that forgot its id, instead of guessing whom it serves.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { besideProtocol, unanswered } from '../../artifacts/answers.ts';
import { httpSessions } from '../../artifacts/http-sessions.ts';

export default check({
  title: 'Requests without the session id are answered with HTTP 400',
  level: 'should',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.missing-id-400'],
  why: 'Any other answer hides from a client what it did wrong; service without the id mixes up sessions.',
  fix: 'Answer 400 Bad Request to every request but initialize that lacks Mcp-Session-Id.',
  touch: 'probing',
  needs: { httpSessions },
  judge: ({ httpSessions: sessions }) =>
    judgeEach(
      sessions.all('missing').filter((each) => !besideProtocol(each) && !unanswered(each)),
      (exchange) => {
        const what = (exchange.tag ?? '').slice('missing:'.length);
        // A server that offers neither stream nor termination says so first.
        const right = exchange.status === 400 || ((what === 'get' || what === 'delete') && exchange.status === 405);
        return right ? undefined : { at: [at(exchange)], got: ending(exchange), want: 'HTTP 400', key: what };
      },
      'the server issues no session id',
    ),
});
