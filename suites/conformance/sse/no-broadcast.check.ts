// Each message is sent once, on one stream.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { atFrame, brief, member } from '../../kernel/look.ts';
import type { Frame } from '../../kernel/recording.ts';
import { dataOf, eventStreams } from '../../artifacts/event-streams.ts';

/** What makes a message itself and no other: a request's id, a token with its progress. Equal anonymous ones say nothing. */
function identity(event: Frame): string | undefined {
  const method = member(event.json, 'method');
  if (typeof method !== 'string') return undefined;
  const id = member(event.json, 'id');
  if (id !== undefined) return `${method} ${brief(id)}`;
  if (method !== 'notifications/progress') return undefined;
  return member(member(event.json, 'params'), 'progressToken') === undefined ? undefined : dataOf(event);
}

export default check({
  title: 'No message is sent on two streams of a session',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sse.no-broadcast'],
  why: 'A client that reads all its streams handles the message twice: it asks the user again or counts progress double.',
  fix: 'Choose one stream for each message: that of the request it belongs to, else the listening stream.',
  touch: 'probing',
  enabledBy: { known: 'emits-progress' },
  needs: { eventStreams },
  judge: ({ eventStreams: { all } }) => {
    const findings: Finding[] = [];
    const first = new Map<string, Frame>();
    let seen = 0;
    for (const { kind, events, exchange } of all) {
      if (kind === 'resumed') continue;
      for (const event of events) {
        const own = identity(event);
        if (own === undefined) continue;
        seen += 1;
        const key = `${exchange.lane} ${own}`;
        const earlier = first.get(key);
        if (earlier === undefined) first.set(key, event);
        else if (earlier.stream !== event.stream && findings.length === 0)
          findings.push({
            at: [atFrame(earlier), atFrame(event)],
            got: `${brief(member(event.json, 'method'))} on two streams`,
            want: 'each message on one stream',
            key: 'twice',
          });
      }
    }
    // Several streams were open and nothing came twice.
    const streams = all.filter(({ kind }) => kind === 'listen').length;
    return { seen: seen > 0 ? seen : streams, findings, note: 'the server sent no message that could be told apart' };
  },
});
