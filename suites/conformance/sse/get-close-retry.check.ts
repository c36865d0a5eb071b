// A listening stream that is cut for a while says when to come back.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { eventStreams, type EventStream } from '../../artifacts/event-streams.ts';
import type { Recording } from '../../kernel/recording.ts';

/** The session was ended by us before: then the server may end its streams. */
const sessionEnded = ({ sessionId, end }: EventStream, { exchanges }: Recording): boolean =>
  exchanges.some(
    ({ sent }) =>
      sent.http?.method === 'DELETE' &&
      sent.seq < (end?.seq ?? 0) &&
      sessionId !== undefined &&
      sent.http.headers.some(([name, value]) => name.toLowerCase() === 'mcp-session-id' && value === sessionId),
  );

export default check({
  title: 'A listening stream that the server closes after event ids named a retry time',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sse.get-close-retry'],
  why: 'Without a retry time clients come back at once, and poll the server harder than it meant to allow.',
  fix: 'Send an event with a retry field before the connection of a listening stream is closed.',
  touch: 'passive',
  needs: { eventStreams },
  judge: ({ eventStreams: { all } }, { recording }) => {
    let found = false;
    return judgeEach(
      all.filter((stream) => stream.kind === 'listen' && !sessionEnded(stream, recording)),
      ({ exchange, end, events }) => {
        // Without ids nothing can be resumed: the stream itself was ended, which the server may do at any time.
        const cut = end !== undefined && events.some(({ sse }) => sse?.id !== undefined);
        if (!cut || found || events.some(({ sse }) => sse?.retry !== undefined)) return undefined;
        found = true;
        return {
          at: [at(exchange)],
          got: 'closed without a retry field',
          want: 'an event with retry before the end',
          key: 'no-retry',
        };
      },
      'the server offers no listening stream',
    );
  },
});
