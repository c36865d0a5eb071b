// An id that was never issued opens nothing.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { besideProtocol, succeeded, unanswered } from '../../artifacts/answers.ts';
import { httpSessions } from '../../artifacts/http-sessions.ts';

export default check({
  title: 'An invented session id is not served',
  level: 'should',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.unknown-id-404'],
  why: 'A client whose session was lost, for instance in a restart, never learns that it must start over; and ids protect nothing.',
  fix: 'Answer 404 Not Found where Mcp-Session-Id names no session of this server.',
  touch: 'probing',
  needs: { httpSessions },
  judge: ({ httpSessions: sessions }) =>
    judgeEach(
      sessions.all('unknown').filter((each) => !besideProtocol(each) && !unanswered(each)),
      // 400 is common and no failure: the text names 404 for sessions that once were.
      (exchange) =>
        succeeded(exchange)
          ? { at: [at(exchange)], got: ending(exchange), want: 'HTTP 404', key: 'served' }
          : undefined,
      'the server issues no session id',
    ),
});
