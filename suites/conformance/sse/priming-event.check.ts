// The first event gives the client an id to come back with, before anything can be lost.

import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, member, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { sentParam } from '../../artifacts/answers.ts';
import { dataOf, eventStreams, sentHeader } from '../../artifacts/event-streams.ts';

/** The version that an initialize both asked for and got. */
const agreed = (exchange: Exchange): unknown => {
  const granted = member(resultOf(exchange), 'protocolVersion');
  return sentParam(exchange, 'protocolVersion') === granted ? granted : undefined;
};

export default check({
  title: 'A stream starts with an event that has an id and empty data',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sse.priming-event'],
  why: 'A client that loses the connection before the first message can only resume if it was given an event id.',
  fix: 'Send an event with an id and an empty data field at once when an event stream is opened for a request.',
  touch: 'passive',
  enabledBy: { known: 'emits-progress' },
  needs: { eventStreams },
  judge: ({ eventStreams: { all } }, { recording: { revision } }) => {
    let found = false;
    return judgeEach(
      // Events of comments alone are no events.
      all.filter(
        ({ kind, events, exchange }) =>
          kind === 'answer' &&
          events.some((event) => dataOf(event) !== undefined) &&
          // Only where the client is known to speak this revision: older ones cannot read empty data.
          (exchange.method === 'initialize' ? agreed(exchange) : sentHeader(exchange, 'mcp-protocol-version')) ===
            revision,
      ),
      ({ exchange, events }) => {
        const first = events.find((event) => dataOf(event) !== undefined || event.sse?.id !== undefined);
        if (found || (first?.sse?.id !== undefined && dataOf(first) === '')) return undefined;
        found = true;
        return {
          at: [at(exchange)],
          got: brief(first?.raw ?? '', 100),
          want: 'an event with an id and empty data',
          key: 'first',
        };
      },
      'no request was answered by an event stream',
    );
  },
});
