// An answer that is missing can be asked for again.

import { isInputRequired, mrtrRounds } from '../../artifacts/mrtr-rounds.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Where an answer is missing the question is asked again',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['mrtr.missing-responses-asked-again'],
  why: 'A client that lost an answer, or that a person left, gets a second chance instead of a failure.',
  fix: 'Return input_required again for the keys that are still missing.',
  touch: 'probing',
  enabledBy: { known: 'input-required' },
  needs: { mrtrRounds },
  judge: ({ mrtrRounds: rounds }) =>
    judgeEach(
      rounds.of('missing').filter((exchange) => !refusedOutside(exchange)),
      (exchange) => {
        const result = resultOf(exchange);
        if (isInputRequired(exchange) || (result !== undefined && result['isError'] !== true)) return undefined;
        return { at: [at(exchange)], got: ending(exchange), want: 'the question again', key: exchange.method };
      },
      'no call asked for input',
    ),
});
