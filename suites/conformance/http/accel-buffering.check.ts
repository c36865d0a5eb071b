// A header that keeps proxies from holding events back.

import { check } from '../../kernel/check.ts';
import { at, brief, header, judgeEach } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { eventStreams } from '../../artifacts/event-streams.ts';

export default check({
  title: 'Event streams carry X-Accel-Buffering: no',
  level: 'should',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.sse-accel-buffering'],
  why: 'nginx with its default settings holds events back until the answer is complete, so progress and subscriptions arrive too late.',
  fix: 'Send X-Accel-Buffering: no with every answer of type text/event-stream.',
  touch: 'passive',
  needs: { eventStreams },
  judge: ({ eventStreams: { all } }) => {
    let found = false;
    return judgeEach(
      all,
      ({ exchange }) => {
        const value = header(exchange, 'x-accel-buffering');
        if (found || value?.trim().toLowerCase() === 'no') return undefined;
        found = true;
        return {
          at: [at(exchange)],
          got: value === undefined ? 'no such header' : brief(value),
          want: 'X-Accel-Buffering: no',
          key: 'absent',
        };
      },
      'no answer came as an event stream',
    );
  },
});
