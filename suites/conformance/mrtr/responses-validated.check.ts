// An answer has a shape; what has none is no answer.

import { mrtrRounds } from '../../artifacts/mrtr-rounds.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Input responses of no known shape are not taken',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['mrtr.responses-validated'],
  why: 'Unchecked responses crash handlers, or pass for consent.',
  fix: 'Check each response against the kind of its request; refuse with -32602 or ask again.',
  touch: 'probing',
  enabledBy: { known: 'input-required' },
  needs: { mrtrRounds },
  judge: ({ mrtrRounds: rounds }) =>
    judgeEach(
      rounds.all.filter(({ tag }) => tag?.startsWith('invalid ') === true),
      (exchange) => {
        const result = resultOf(exchange);
        const taken = result !== undefined && result['resultType'] === 'complete' && result['isError'] !== true;
        const key = exchange.tag ?? '';
        if (taken)
          return {
            at: [at(exchange, 'result')],
            got: `${key}: a complete result`,
            want: 'an error, or the question again',
            key,
          };
        const stuck = exchange.outcome === 'timeout' || exchange.outcome === 'closed';
        return stuck
          ? { at: [at(exchange)], got: `${key}: ${ending(exchange)}`, want: 'an error, or the question again', key }
          : undefined;
      },
      'no call asked for input',
    ),
});
