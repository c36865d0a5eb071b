// One path serves both methods: what is posted to is also what is listened at.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { besideProtocol, unanswered } from '../../artifacts/answers.ts';
import { firstWords } from '../../artifacts/first-words.ts';

export default check({
  title: 'The endpoint that takes POST also handles GET',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['http.single-endpoint', 'http.legacy-host-both'],
  why: 'A client that finds 404 at the endpoint takes its session for lost, or the server for one of another kind.',
  fix: 'Route GET to the same path as POST; answer 405 where no event stream is offered.',
  touch: 'probing',
  needs: { firstWords },
  judge: ({ firstWords: { stream } }) =>
    judgeEach(
      stream === undefined || besideProtocol(stream) || unanswered(stream) ? [] : [stream],
      (exchange) =>
        exchange.status === 404 || exchange.status === 501
          ? { at: [at(exchange)], got: `${ending(exchange)} for GET`, want: 'an event stream or 405', key: 'get' }
          : undefined,
      'no session was opened to listen in',
    ),
});
