// Responses belong to the stream of their request, never to the listening stream.

import { check } from '../../kernel/check.ts';
import { atFrame, isResponse, judgeEach, member } from '../../kernel/look.ts';
import { eventStreams } from '../../artifacts/event-streams.ts';

export default check({
  title: 'No response comes on a listening stream',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sse.get-no-response'],
  why: 'A client reads the answer to a request from the answer to its POST; on another stream it is lost.',
  fix: 'Answer each POST itself; keep GET streams for requests and notifications of the server.',
  touch: 'probing',
  needs: { eventStreams },
  judge: ({ eventStreams: { all } }) => {
    let found = false;
    return judgeEach(
      all.filter(({ kind }) => kind === 'listen'),
      ({ events }) => {
        const response = events.find(({ json }) => isResponse(json));
        if (response === undefined || found) return undefined;
        found = true;
        return {
          at: [atFrame(response)],
          got: `a ${Object.hasOwn(response.json as object, 'error') ? 'error' : 'result'} with id ${String(member(response.json, 'id'))}`,
          want: 'requests and notifications only',
          key: 'response',
        };
      },
      'the server offers no listening stream',
    );
  },
});
