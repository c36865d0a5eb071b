// Who hangs up to be called again says when.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { eventStreams } from '../../artifacts/event-streams.ts';

export default check({
  title: 'A connection closed before its response named a retry time',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sse.retry-before-disconnect', 'sse.early-disconnect-allowed'],
  why: 'Without a retry time clients come back at once, and poll the server harder than it meant to allow.',
  fix: 'Send an event with a retry field before closing the connection of a stream that goes on.',
  touch: 'passive',
  needs: { eventStreams },
  judge: ({ eventStreams: { all } }) => {
    const early = all.filter(
      ({ kind, exchange, end, response, events }) =>
        kind === 'answer' &&
        exchange.method !== 'raw' && // a batch, for instance, has no single response to wait for
        end !== undefined &&
        response === undefined &&
        events.some(({ sse }) => sse?.id !== undefined),
    );
    const bad = early.filter(({ events }) => !events.some(({ sse }) => sse?.retry !== undefined));
    return {
      ...judgeEach(early, () => undefined, 'no connection was closed before its response'),
      findings: bad.slice(0, 1).map(({ exchange }) => ({
        at: [at(exchange)],
        got: `the stream for ${exchange.method} was closed without a retry field`,
        want: 'an event with retry before the end',
        key: 'no-retry',
      })),
    };
  },
});
