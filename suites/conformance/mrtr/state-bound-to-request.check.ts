// A state is the memory of one request, not a pass for others.

import { mrtrRounds } from '../../artifacts/mrtr-rounds.ts';
import { check } from '../../kernel/check.ts';
import { at, judgeEach, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'A requestState of another request is not taken',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['mrtr.state-bound-to-request'],
  why: 'A consent given for a small thing would be good for a big one.',
  fix: 'Put method, name and arguments (or a digest) into the signed state and compare.',
  touch: 'probing',
  enabledBy: { known: 'input-required' },
  needs: { mrtrRounds },
  judge: ({ mrtrRounds: rounds }) =>
    judgeEach(
      [...rounds.of('other call'), ...rounds.of('other arguments')],
      (exchange) => {
        const result = resultOf(exchange);
        const taken = result !== undefined && result['resultType'] === 'complete' && result['isError'] !== true;
        return taken
          ? {
              at: [at(exchange, 'result')],
              got: 'a complete result',
              want: 'an error, or the question again',
              key: exchange.tag ?? '',
            }
          : undefined;
      },
      'no call gave out a requestState, or there was only one',
    ),
});
