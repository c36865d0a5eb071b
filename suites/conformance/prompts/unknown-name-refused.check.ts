// A prompt that does not exist is an invalid parameter.

import { unknownPrompts } from '../../artifacts/unknown-prompts.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'Asking for an unknown prompt fails with the code -32602',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['prompts.unknown-name-32602', 'prompts.unknown-name'],
  why: 'By the code a client sees that its list is stale; an empty prompt or an internal error tells it nothing.',
  fix: 'Answer prompts/get for a name that is not listed with -32602.',
  touch: 'probing',
  needs: { unknownPrompts },
  judge: (views) =>
    judgeEach(
      views.unknownPrompts,
      ({ name, exchange }) => {
        const result = resultOf(exchange);
        if (result === undefined && errorOf(exchange)?.code === -32602) return undefined;
        return {
          at: [at(exchange)],
          got: `${brief(name, 40)}: ${result === undefined ? ending(exchange) : `a result: ${brief(result, 80)}`}`,
          want: 'an error with code -32602',
          key: result === undefined ? `code ${brief(errorOf(exchange)?.code)}` : `result ${brief(name, 40)}`,
        };
      },
      'no request for an unknown prompt was answered',
    ),
});
