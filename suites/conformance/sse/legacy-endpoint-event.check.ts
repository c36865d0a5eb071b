// The first event of the old transport says where to post; nothing works without it.

import { check } from '../../kernel/check.ts';
import { at, atFrame, brief, judgeEach } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { besideProtocol, mediaType } from '../../artifacts/answers.ts';
import { traffic } from '../../artifacts/traffic.ts';
import { dataOf } from '../../artifacts/event-streams.ts';

/** The letters of a URI, or of a reference to one (RFC 3986, section 2). */
const URI = /^[\w.~:/?#[\]@!$&'()*+,;=%-]+$/u;

export default check({
  title: 'The event stream of the old transport starts with an endpoint event',
  level: 'must',
  revisions: STATEFUL,
  transports: ['http-sse'],
  requirements: ['sse.legacy-endpoint-event'],
  why: 'A client waits for this event before it sends anything.',
  fix: 'Send an event named endpoint, whose data is the URI to post to, before any other event.',
  touch: 'passive',
  needs: { traffic },
  judge: (_views, { recording }) => {
    const keys = new Set<string>();
    return judgeEach(
      recording.exchanges.filter(
        (each) =>
          each.method === 'GET' &&
          each.by === 'open' &&
          !besideProtocol(each) &&
          mediaType(each) === 'text/event-stream',
      ),
      (exchange) => {
        // Comments may come first.
        const [head] = exchange.received;
        const first = recording.frames.find(
          (frame) =>
            frame.via === 'stream' &&
            frame.stream === head?.stream &&
            (dataOf(frame) !== undefined || frame.sse?.event !== undefined),
        );
        const key =
          first === undefined
            ? 'none'
            : first.sse?.event !== 'endpoint'
              ? 'name'
              : !URI.test(dataOf(first) ?? '')
                ? 'data'
                : '';
        if (key === '' || keys.has(key)) return undefined;
        keys.add(key);
        return {
          at: [first === undefined ? at(exchange) : atFrame(first)],
          got: first === undefined ? 'no event' : brief(first.raw, 100),
          want: 'event: endpoint with the URI as data',
          key,
        };
      },
    );
  },
});
