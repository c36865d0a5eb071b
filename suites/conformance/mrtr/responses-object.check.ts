// What is no object of responses is an error of the protocol.

import { mrtrRounds } from '../../artifacts/mrtr-rounds.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'inputResponses that is no object is answered with -32602',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['mrtr.protocol-errors-as-json-rpc'],
  why: 'A client that sends it has a fault that only an error shows.',
  fix: 'Check that inputResponses is an object; answer -32602 otherwise.',
  touch: 'probing',
  enabledBy: { known: 'input-required' },
  needs: { mrtrRounds },
  judge: ({ mrtrRounds: rounds }) =>
    judgeEach(
      rounds.all.filter((exchange) => exchange.tag?.startsWith('no responses ') === true && !refusedOutside(exchange)),
      (exchange) => {
        const code = errorOf(exchange)?.code;
        return code === -32602
          ? undefined
          : {
              at: [at(exchange)],
              got: `${exchange.tag ?? ''}: ${ending(exchange)}`,
              want: 'error -32602',
              key: exchange.tag ?? '',
            };
      },
      'no call asked for input',
    ),
});
