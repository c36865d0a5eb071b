// Advertising changes without a way to hear of them is an empty promise.

import { listens } from '../../artifacts/listens.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Advertised changes can be subscribed to',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['subscriptions.listen-implemented', 'jsonrpc.base-pattern-support'],
  why: 'A client that relies on the advertised notices works with stale lists.',
  fix: 'Answer subscriptions/listen with an acknowledgement, or do not advertise listChanged and subscribe.',
  touch: 'probing',
  needs: { listens },
  judge: ({ listens: opened }) =>
    judgeEach(
      opened.all.filter(({ exchange, tag }) => tag === 'all' && !refusedOutside(exchange)),
      ({ exchange, acknowledged }) => {
        if (acknowledged !== undefined || exchange.outcome === 'cancelled') return undefined;
        return {
          at: [at(exchange)],
          got: ending(exchange),
          want: 'a subscription that is acknowledged',
          key: 'listen',
        };
      },
    ),
});
