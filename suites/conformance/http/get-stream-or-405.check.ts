// GET either opens an event stream or says that there is none; anything else sends clients astray.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { besideProtocol, mediaType, succeeded, unanswered } from '../../artifacts/answers.ts';
import { firstWords } from '../../artifacts/first-words.ts';

export default check({
  title: 'GET on the endpoint gives an event stream or 405',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['http.get-sse-or-405'],
  why: 'Clients open this stream right after the handshake; most treat any answer but these two as a broken server.',
  fix: 'Answer GET with 200 and Content-Type text/event-stream, or with 405 Method Not Allowed.',
  touch: 'probing',
  needs: { firstWords },
  judge: ({ firstWords: { stream } }) =>
    judgeEach(
      stream === undefined || besideProtocol(stream) || unanswered(stream) ? [] : [stream],
      (exchange) => {
        const opened = succeeded(exchange) && mediaType(exchange) === 'text/event-stream';
        // 404 and 501 are reported by single-endpoint; 409 says that there is a stream already.
        if (opened || [404, 405, 409, 501].includes(exchange.status ?? 0)) return undefined;
        const type = mediaType(exchange) ?? 'no Content-Type';
        return {
          at: [at(exchange)],
          got: succeeded(exchange) ? `HTTP ${exchange.status} with ${type}` : ending(exchange),
          want: 'an event stream or 405',
          key: 'get',
        };
      },
      'no session was opened to listen in',
    ),
});
