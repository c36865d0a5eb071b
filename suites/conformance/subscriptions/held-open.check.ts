// A subscription that ends at once tells nothing.

import { listens } from '../../artifacts/listens.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'A subscription stays open until it is cancelled',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['subscriptions.stream-held-open'],
  why: 'The client has to open it again and again, and misses what happens between.',
  fix: 'Keep the request open; send comments to keep intermediaries from closing it.',
  touch: 'probing',
  needs: { listens },
  judge: ({ listens: opened }) =>
    judgeEach(
      opened.all.filter(({ granted }) => granted),
      ({ exchange, tag }) =>
        exchange.outcome === 'cancelled'
          ? undefined
          : {
              at: [at(exchange)],
              got: `${ending(exchange)} after ${Math.round(exchange.ms)} ms`,
              want: 'an open subscription',
              key: tag,
            },
      'no subscription was acknowledged',
    ),
});
