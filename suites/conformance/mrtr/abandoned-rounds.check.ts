// Most clients that are asked never come back.

import { mrtrRounds } from '../../artifacts/mrtr-rounds.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Calls that are never retried disturb nothing',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['mrtr.no-assumption-of-retry'],
  why: 'A server that keeps something waiting for each question runs out of it.',
  fix: 'Keep nothing between rounds; put what you need into requestState.',
  touch: 'probing',
  enabledBy: { known: 'input-required' },
  needs: { mrtrRounds },
  judge: ({ mrtrRounds: rounds }) =>
    judgeEach(
      rounds.of('after abandoned'),
      (exchange) => {
        if (refusedOutside(exchange)) return undefined;
        const stuck = exchange.outcome === 'timeout' || exchange.outcome === 'closed';
        return stuck
          ? {
              at: [at(exchange)],
              got: `${exchange.method} after 20 calls without a retry: ${ending(exchange)}`,
              want: 'an answer as usual',
              key: exchange.method,
            }
          : undefined;
      },
      'no call asked for input',
    ),
});
