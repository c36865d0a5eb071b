// After the response there is nothing left to wait for.

import { check } from '../../kernel/check.ts';
import { at, judgeEach, member } from '../../kernel/look.ts';
import { eventStreams } from '../../artifacts/event-streams.ts';

export default check({
  title: 'The stream of a request ends after its response',
  level: 'should',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: ['sse.close-after-response', 'http.sse-ends-after-response'],
  why: 'Streams left open use up the connections of clients, proxies and the server itself.',
  fix: 'End the HTTP response once the JSON-RPC response has been written.',
  touch: 'probing',
  enabledBy: { known: 'emits-progress' },
  needs: { eventStreams },
  judge: ({ eventStreams: { watched } }) => {
    const answered = watched.filter(
      ({ kind, response, exchange }) =>
        kind === 'answer' &&
        response !== undefined &&
        exchange.outcome !== 'cancelled' &&
        !Array.isArray(exchange.sent.json),
    );
    const keys = new Set<string>();
    return judgeEach(
      answered,
      ({ exchange, end, events, response }) => {
        const more = events.slice(events.indexOf(response as (typeof events)[number]) + 1);
        const late = more.find(({ json }) => member(json, 'jsonrpc') !== undefined);
        const key = end === undefined ? 'open' : late === undefined ? '' : 'events-after';
        if (key === '' || keys.has(key)) return undefined;
        keys.add(key);
        return {
          at: [at(exchange)],
          got: key === 'open' ? `the stream for ${exchange.method} stays open` : 'a further message after the response',
          want: 'the end of the stream',
          key,
        };
      },
      'no request was answered by an event stream',
    );
  },
});
