// A state that was changed on the way says what the client wants it to say.

import { mrtrRounds } from '../../artifacts/mrtr-rounds.ts';
import { check } from '../../kernel/check.ts';
import { at, judgeEach, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'A requestState that was altered is not taken',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['mrtr.state-tampering-rejected'],
  why: 'Where the state decides what may be done, a client writes its own permission.',
  fix: 'Sign the state (HMAC) and verify it first; refuse with -32602.',
  touch: 'probing',
  enabledBy: { known: 'input-required' },
  needs: { mrtrRounds },
  judge: ({ mrtrRounds: rounds }) =>
    judgeEach(
      [...rounds.of('tampered'), ...rounds.of('truncated')],
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
      'no call gave out a requestState',
    ),
});
