// What belongs to a running request is sent where its client is listening for it.

import { check } from '../../kernel/check.ts';
import { atFrame, brief, judgeEach, member } from '../../kernel/look.ts';
import { eventStreams, tokenOf } from '../../artifacts/event-streams.ts';

export default check({
  title: 'Progress of a running request does not come on a listening stream',
  level: 'should',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sse.get-unrelated-messages'],
  why: 'A client without a listening stream never sees it, and one with several sessions cannot tell whose it is.',
  fix: 'Send progress on the stream that answers the request with that token.',
  touch: 'probing',
  needs: { eventStreams },
  judge: ({ eventStreams: { all } }, { recording }) => {
    // The stream of a request that became a task is closed: its progress comes on any other (2025-11-25, tasks).
    const running = recording.exchanges.filter(({ sent }) => member(member(sent.json, 'params'), 'task') === undefined);
    const tokens = new Set<unknown>(running.map(tokenOf).filter((token) => token !== undefined));
    let found = false;
    return judgeEach(
      all.filter(({ kind }) => kind === 'listen'),
      ({ events }) => {
        const event = events.find(
          ({ json }) =>
            member(json, 'method') === 'notifications/progress' &&
            tokens.has(member(member(json, 'params'), 'progressToken')),
        );
        if (event === undefined || found) return undefined;
        found = true;
        const token = member(member(event.json, 'params'), 'progressToken');
        return {
          at: [atFrame(event)],
          got: `progress for ${brief(token)}`,
          want: 'it on the stream of its request',
          key: 'progress',
        };
      },
      'the server offers no listening stream',
    );
  },
});
