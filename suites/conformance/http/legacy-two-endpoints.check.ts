// The transport of 2024-11-05: a stream to listen on, and the address that its first event names to post to.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, ending, judgeEach } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { besideProtocol, mediaType, succeeded, unanswered } from '../../artifacts/answers.ts';

function streamFault(exchange: Exchange): Finding | undefined {
  if (succeeded(exchange) && mediaType(exchange) === 'text/event-stream') return undefined;
  const type = mediaType(exchange) ?? 'no Content-Type';
  return {
    at: [at(exchange)],
    got: `${ending(exchange)}, ${type}`,
    want: 'HTTP 200 with text/event-stream',
    key: 'stream',
  };
}

/** The answer to a message comes on the stream; the POST itself only says that it was taken. */
function postFault(exchange: Exchange): Finding | undefined {
  const body = exchange.received.find(({ via, stream }) => via === 'post' && stream !== undefined);
  const answered = exchange.response !== undefined && exchange.response.via === 'stream';
  if (answered || (exchange.outcome === 'accepted' && succeeded(exchange))) return undefined;
  if (exchange.response?.via === 'post' || (body !== undefined && succeeded(exchange)))
    return {
      at: [at(exchange)],
      got: `the answer in the response to the POST: ${brief(body?.raw ?? '', 60)}`,
      want: 'it on the event stream',
      key: 'answer-in-post',
    };
  return { at: [at(exchange)], got: ending(exchange), want: '2xx, and the answer on the event stream', key: 'post' };
}

export default check({
  title: 'The old transport takes messages by POST and answers them on its event stream',
  level: 'must',
  revisions: STATEFUL,
  transports: ['http-sse'],
  requirements: ['http.legacy-two-endpoints'],
  why: 'Clients of the old transport read answers from the stream alone.',
  fix: 'Answer GET with an event stream, take messages at the address that it names, and send each answer as a message event.',
  touch: 'passive',
  needs: {},
  judge: (_views, { recording }) => {
    const keys = new Set<string>();
    const own = recording.exchanges.filter((each) => each.by === 'open' && !besideProtocol(each) && !unanswered(each));
    return judgeEach(own, (exchange) => {
      const found = exchange.method === 'GET' ? streamFault(exchange) : postFault(exchange);
      if (found === undefined || keys.has(found.key ?? '')) return undefined;
      keys.add(found.key ?? '');
      return found;
    });
  },
});
