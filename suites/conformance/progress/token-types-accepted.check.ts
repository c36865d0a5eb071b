// A token is a string or an integer: the empty one and 0 too.

import { check } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';

const TOKENS: readonly (string | number)[] = ['a', '', 0, 7, 9_007_199_254_740_991];

export default check({
  title: 'Progress tokens of both types are accepted, 0 and the empty string included',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['progress.token-types-accepted'],
  why: 'Clients number their tokens from 0, or use whatever id they have; a refused token is a refused request.',
  fix: 'Accept any string and any integer as _meta.progressToken.',
  touch: 'probing',
  needs: {},
  probe: async (session) => {
    await Promise.all(
      TOKENS.map((progressToken) =>
        session.request('server/discover', undefined, { tag: JSON.stringify(progressToken), meta: { progressToken } }),
      ),
    );
  },
  judge: (_, look) =>
    judgeEach(
      look.probe.filter(
        (exchange) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (exchange) =>
        resultOf(exchange) !== undefined
          ? undefined
          : {
              at: [at(exchange, 'error')],
              got: `the token ${brief(exchange.tag ?? '')}: ${ending(exchange)}`,
              want: 'the ordinary result',
              key: exchange.tag ?? '',
            },
      'server/discover was not answered',
    ),
});
