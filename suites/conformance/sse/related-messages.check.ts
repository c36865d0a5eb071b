// What comes on the stream of a request is about that request.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { atFrame, brief, member } from '../../kernel/look.ts';
import type { Frame } from '../../kernel/recording.ts';
import type { Era } from '../../kernel/revision.ts';
import { eventStreams, tokenOf, type EventStream } from '../../artifacts/event-streams.ts';

/** Changes that no mere reading causes; a called tool may be what changed the list. */
const CHANGES = /^notifications\/(?:(?:tools|prompts|resources)\/list_changed|resources\/updated)$/;

/** From 2026-07-28 changes go to whoever listens for them, and nowhere else. */
function foreign(event: Frame, { exchange }: EventStream, era: Era, ofTasks: ReadonlySet<unknown>): string | undefined {
  const method = member(event.json, 'method');
  if (typeof method !== 'string') return undefined;
  if (CHANGES.test(method)) {
    if (era === 'per-request') return exchange.method === 'subscriptions/listen' ? undefined : method;
    return exchange.method === 'tools/call' ? undefined : method;
  }
  if (method !== 'notifications/progress') return undefined;
  const token = member(member(event.json, 'params'), 'progressToken');
  // What a task says may come on any stream (2025-11-25, tasks).
  return token === tokenOf(exchange) || ofTasks.has(token) ? undefined : `progress for ${brief(token, 40)}`;
}

export default check({
  title: 'Messages on the stream of a request concern that request',
  level: 'should',
  levels: { '2026-07-28': 'must' },
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: ['sse.related-messages-on-post-stream', 'http.sse-notifications-related'],
  why: 'A client that ends the stream with its response loses what was meant for another request, and shows what belongs elsewhere.',
  fix: 'Send progress on the stream of the request with that token, and changes of lists on the listening stream.',
  touch: 'probing',
  enabledBy: { known: 'emits-progress' },
  needs: { eventStreams },
  judge: ({ eventStreams: { all } }, { recording }) => {
    const findings = new Map<string, Finding>();
    const answers = all.filter(
      ({ kind, exchange }) => kind === 'answer' && exchange.method !== 'http' && exchange.method !== 'raw',
    );
    const tasks = recording.exchanges.filter(({ sent }) => member(member(sent.json, 'params'), 'task') !== undefined);
    const ofTasks = new Set<unknown>(tasks.map(tokenOf));
    for (const stream of answers)
      for (const event of stream.events) {
        const got = foreign(event, stream, recording.era, ofTasks);
        const key = got?.startsWith('progress') === true ? 'progress' : got;
        if (got !== undefined && key !== undefined && !findings.has(key))
          findings.set(key, {
            at: [atFrame(event, 'method')],
            got: `${got} on the stream for ${stream.exchange.method}`,
            want: 'messages about that request alone',
            key,
          });
      }
    return {
      seen: answers.length,
      findings: [...findings.values()],
      note: 'no request was answered by an event stream',
    };
  },
});
