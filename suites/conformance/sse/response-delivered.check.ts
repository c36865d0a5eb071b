// The stream that a request opened brings its response, on this connection or, from 2025-11-25, on a resumed one.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, isResponse, judgeEach, member } from '../../kernel/look.ts';
import { eventStreams, type EventStream } from '../../artifacts/event-streams.ts';

/** A resumed stream of the same session brought the response. */
const broughtLater = ({ exchange }: EventStream, all: readonly EventStream[]): boolean => {
  const id = member(exchange.sent.json, 'id');
  return all.some(
    (other) =>
      other.kind === 'resumed' &&
      other.exchange.lane === exchange.lane &&
      other.events.some(({ json }) => isResponse(json) && member(json, 'id') === id),
  );
};

export default check({
  title: 'The stream of a request brings its response',
  level: 'should',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: [
    'sse.response-delivered',
    'sse.concurrent-streams',
    'sse.no-close-before-response',
    'sse.disconnect-needs-event-id',
    'sse.early-disconnect-allowed',
  ],
  why: 'A stream that ends without the response leaves the client waiting for its timeout.',
  fix: 'Write the response before the stream is ended; from 2025-11-25 on, a connection may be closed earlier only after an event id from which GET brings the rest.',
  touch: 'passive',
  enabledBy: { known: 'emits-progress' },
  needs: { eventStreams },
  judge: ({ eventStreams: { all, watched } }, { recording }) => {
    const followed = new Set(watched);
    const keys = new Set<string>();
    return judgeEach(
      all.filter(
        ({ kind, exchange, end, response }) =>
          kind === 'answer' &&
          exchange.method !== 'raw' && // what is malformed on purpose may be answered under another id, or not
          (response !== undefined || end !== undefined) &&
          member(exchange.sent.json, 'id') !== undefined &&
          // In 2025-03-26 a batch is answered by several responses.
          !Array.isArray(exchange.sent.json),
      ),
      (stream): Finding | undefined => {
        if (stream.response !== undefined) return undefined;
        const resumable = stream.events.some(({ sse }) => sse?.id !== undefined);
        // From 2025-11-25 the rest may come on a resumed stream; only what was fetched there can be missing.
        const mayBeResumed = recording.revision >= '2025-11-25' && resumable;
        if (mayBeResumed && (!followed.has(stream) || broughtLater(stream, all))) return undefined;
        const key = resumable ? 'ended-early' : 'ended-without-id';
        if (keys.has(key)) return undefined;
        keys.add(key);
        return {
          at: [at(stream.exchange)],
          got: `a stream for ${stream.exchange.method} that ended after ${stream.events.length} events without the response`,
          want: 'the response, then the end',
          key,
        };
      },
      'no request was answered by an event stream',
    );
  },
});
