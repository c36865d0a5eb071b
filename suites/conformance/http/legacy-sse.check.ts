// The transport of 2024-11-05 is deprecated; whether a server is new cannot be seen, so this is a hint.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { unanswered } from '../../artifacts/answers.ts';
import { leftovers } from '../../artifacts/leftovers.ts';
import { modernOpening } from '../../artifacts/modern-opening.ts';

export default check({
  title: 'The deprecated HTTP+SSE transport is not offered',
  level: 'advice',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.legacy-sse-not-adopted'],
  why: 'The old transport keeps a connection open for each client and cannot be resumed; it may go with a coming revision.',
  fix: 'Move clients to Streamable HTTP and remove the SSE endpoint.',
  touch: 'probing',
  needs: { leftovers, modernOpening },
  // Who serves older revisions may go on hosting it for their clients (2025-11-25, Backwards Compatibility).
  applies: ({ modernOpening: { dualEra } }) =>
    dualEra ? { kind: 'nothing-to-judge', note: 'the server serves older revisions too' } : undefined,
  judge: ({ leftovers: { of } }) =>
    judgeEach(
      [...of('get'), ...of('sse')].filter((each) => !unanswered(each)),
      (exchange) =>
        exchange.received.some(({ sse }) => sse?.event === 'endpoint')
          ? {
              at: [at(exchange)],
              got: 'an endpoint event',
              want: 'no stream of the old transport',
              key: exchange.tag?.split('|')[0] ?? '',
            }
          : undefined,
    ),
});
