// Notices that wait in a buffer come too late.

import { listens } from '../../artifacts/listens.ts';
import { check } from '../../kernel/check.ts';
import { at, errorOf, header, judgeEach, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Over HTTP a subscription is a 200 with an event stream',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['subscriptions.http-sse'],
  why: 'Only a stream carries what happens later; a JSON answer ends the subscription.',
  fix: 'Answer with status 200, Content-Type text/event-stream, and flush the acknowledgement at once.',
  touch: 'probing',
  needs: { listens },
  judge: ({ listens: opened }) =>
    judgeEach(
      opened.all.filter(({ exchange }) => !refusedOutside(exchange) && errorOf(exchange) === undefined),
      ({ exchange, tag }) => {
        const type = header(exchange, 'content-type') ?? 'no content type';
        if (exchange.status === 200 && /^text\/event-stream\b/iu.test(type)) return undefined;
        return {
          at: [at(exchange)],
          got: `HTTP ${exchange.status ?? '?'} ${type}`,
          want: 'HTTP 200 text/event-stream',
          key: tag,
        };
      },
      'no subscription was opened',
    ),
});
