// From 2026-07-28 the server asks through results: it starts no request of its own.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'The server sends no requests',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['jsonrpc.no-server-requests', 'stdio.no-requests', 'http.sse-no-requests'],
  why: 'Clients of this revision have nothing that answers a request; the tool that asked hangs.',
  fix: 'Return resultType "input_required" with inputRequests instead of sending the request.',
  touch: 'passive',
  needs: { messages, knownCalls },
  judge: ({ messages: { all } }) =>
    judgeEach(
      all.filter(({ revision }) => revision === '2026-07-28'),
      (found) =>
        found.kind === 'request' && found.method?.startsWith('notifications/') !== true
          ? {
              at: [placeOf(found)],
              got: `a request ${brief(found.method ?? '', 60)}`,
              want: 'responses and notifications only',
              key: brief(found.method ?? '', 60),
            }
          : undefined,
      'no message was seen',
    ),
});
