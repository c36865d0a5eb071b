// Without the capability the method does not exist.

import { allCompletables } from '../../artifacts/all-completables.ts';
import { check } from '../../kernel/check.ts';
import {
  at,
  brief,
  ending,
  errorOf,
  isObject,
  judgeEach,
  member,
  refusedOutside,
  resultOf,
} from '../../kernel/look.ts';

const INVENTED = { ref: { type: 'ref/prompt', name: 'assay__none' }, argument: 'assay' };

export default check({
  title: 'Without the completions capability, completion/complete is refused with the code -32601',
  level: 'should',
  revisions: { since: '2025-03-26' },
  requirements: ['completion.undeclared-32601', 'completion.unsupported-method'],
  why: 'By the code a client knows that there is no completion, and stops asking at every key.',
  fix: 'Answer methods that you do not serve with -32601.',
  touch: 'probing',
  needs: { allCompletables },
  applies: (_, recording) =>
    isObject(member(recording.capabilities, 'completions'))
      ? { kind: 'nothing-to-judge', note: 'the completions capability is declared' }
      : undefined,
  probe: async (session, views) => {
    const { ref, argument } = views.allCompletables[0] ?? INVENTED;
    await session.request('completion/complete', { ref, argument: { name: argument, value: '' } });
  },
  judge: (_, look) =>
    judgeEach(
      look.probe.filter(
        (exchange) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (exchange) => {
        if (errorOf(exchange)?.code === -32601) return undefined;
        const result = resultOf(exchange);
        return {
          at: [at(exchange)],
          got: result === undefined ? ending(exchange) : `a result: ${brief(result, 80)}`,
          want: 'an error with code -32601',
          key: result === undefined ? 'code' : 'result',
        };
      },
      'the request was not answered',
    ),
});
