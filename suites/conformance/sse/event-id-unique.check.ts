// An event id is a place in one stream; twice in a session it is a place in none.

import { check } from '../../kernel/check.ts';
import { atFrame, brief } from '../../kernel/look.ts';
import type { Frame } from '../../kernel/recording.ts';
import { eventStreams } from '../../artifacts/event-streams.ts';

export default check({
  title: 'Event ids do not repeat within a session',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sse.event-id-unique'],
  why: 'A client that resumes from an id used twice gets the rest of the wrong stream.',
  fix: 'Build event ids from an id of the stream and a count within it, unique in the session.',
  touch: 'probing',
  needs: { eventStreams },
  judge: ({ eventStreams: { watched } }) => {
    const own = watched.filter(({ kind, sessionId }) => kind !== 'resumed' && sessionId !== undefined);
    const first = new Map<string, Frame>();
    let repeat: readonly [Frame, Frame] | undefined;
    let seen = 0;
    for (const { events, sessionId } of own)
      for (const event of events) {
        if (event.sse?.id === undefined || event.sse.id === '') continue;
        seen += 1;
        const key = `${sessionId} ${event.sse.id}`;
        const earlier = first.get(key);
        if (earlier === undefined) first.set(key, event);
        else repeat ??= [earlier, event];
      }
    return {
      seen,
      findings:
        repeat === undefined
          ? []
          : [
              {
                at: repeat.map((event) => atFrame(event)),
                got: `id ${brief(repeat[0].sse?.id)} on two events`,
                want: 'an id of its own for each event',
                key: 'repeated',
              },
            ],
      note: 'the server attaches no event ids, or issues no session id',
    };
  },
});
