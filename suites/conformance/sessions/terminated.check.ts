// 404 is the one answer that makes a client open a new session; after any other it is stuck.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { besideProtocol, unanswered } from '../../artifacts/answers.ts';
import { httpSessions } from '../../artifacts/http-sessions.ts';

export default check({
  title: 'Requests in an ended session are answered with HTTP 404',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: [
    'sessions.terminated-404',
    'sessions.delete-may-405',
    'sessions.may-expire',
    'sse.session-expiry-ends-stream',
  ],
  why: 'Clients start a new session on 404 only; with 400 or a result they keep using one that is gone.',
  fix: 'After DELETE, answer 404 Not Found to every request that names the session.',
  touch: 'probing',
  needs: { httpSessions },
  judge: ({ httpSessions: sessions }) =>
    judgeEach(
      sessions.all('ended').filter((each) => !besideProtocol(each) && !unanswered(each)),
      (exchange) => {
        const what = (exchange.tag ?? '').slice('ended:'.length);
        const right = exchange.status === 404 || (what === 'get' && exchange.status === 405);
        return right ? undefined : { at: [at(exchange)], got: ending(exchange), want: 'HTTP 404', key: what };
      },
      'no session was ended: the server issues no session id or does not take DELETE',
    ),
});
