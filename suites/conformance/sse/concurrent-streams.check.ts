// Requests of one session are answered side by side, with the listening stream open.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { besideProtocol, served } from '../../artifacts/answers.ts';
import { eventStreams } from '../../artifacts/event-streams.ts';

export default check({
  title: 'Parallel requests of a session are all answered',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sse.concurrent-streams'],
  why: 'Clients call several tools at once; a server with one stream for all loses answers.',
  fix: 'Keep the stream of each request apart and answer each by itself.',
  touch: 'probing',
  needs: { eventStreams },
  judge: ({ eventStreams: { tagged } }, { recording }) => {
    // A method that is answered nowhere is not lost to parallel requests.
    const answered = new Set(
      recording.exchanges.filter(({ response }) => response !== undefined).map(({ method }) => method),
    );
    const opened = new Map(
      recording.exchanges
        .filter((each) => each.method === 'initialize' && served(each))
        .map(({ lane, response }) => [lane, response?.seq ?? 0]),
    );
    // Opened too late, it had no session id yet.
    const inSession = ({ lane, sent }: Exchange): boolean => (opened.get(lane) ?? Infinity) < sent.seq;
    const keys = new Set<string>();
    return judgeEach(
      tagged('parallel').filter((each) => !besideProtocol(each) && answered.has(each.method) && inSession(each)),
      (exchange) => {
        if (exchange.response !== undefined || keys.has(exchange.method)) return undefined;
        keys.add(exchange.method);
        return {
          at: [at(exchange)],
          got: ending(exchange),
          want: 'an answer to each of ten requests',
          key: exchange.method,
        };
      },
    );
  },
});
