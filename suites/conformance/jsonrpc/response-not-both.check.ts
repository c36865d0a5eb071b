// A result or an error, never both, and null counts as there.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { provoked } from '../../artifacts/provoked.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

export default check({
  title: 'No response has a result and an error at once',
  level: 'must',
  revisions: ALL,
  requirements: ['jsonrpc.response-not-both', 'jsonrpc.result-xor-error'],
  why: 'Clients look for one of them first; with both, some see success where others see failure.',
  fix: 'Leave the other member out; do not send it as null.',
  touch: 'probing',
  needs: { messages, provoked, knownCalls },
  judge: ({ messages: { responses } }) =>
    judgeEach(
      responses,
      (found) => {
        const message = isObject(found.message) ? found.message : {};
        if (!Object.hasOwn(message, 'result') || !Object.hasOwn(message, 'error')) return undefined;
        return {
          at: [placeOf(found)],
          got: `result ${brief(member(message, 'result'), 50)} beside error ${brief(member(message, 'error'), 50)}`,
          want: 'one of them',
          key: found.kind === 'error' && member(message, 'error') !== null ? 'error-with-result' : 'result-with-error',
        };
      },
      'no response was seen',
    ),
});
