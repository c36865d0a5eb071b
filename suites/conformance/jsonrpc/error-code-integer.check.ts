// Error codes are integers.

import { messages, placeOf } from '../../artifacts/messages.ts';
import { provoked } from '../../artifacts/provoked.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

export default check({
  title: 'Error codes are integers',
  level: 'must',
  revisions: ALL,
  requirements: ['jsonrpc.error-code-integer', 'jsonrpc.error-object', 'jsonrpc.error-shape'],
  why: 'Clients compare codes with numbers: "-32601" as text equals none of them.',
  fix: 'Send code as a JSON number without fraction.',
  touch: 'probing',
  needs: { messages, provoked },
  judge: ({ messages: { responses } }) =>
    judgeEach(
      responses.filter(({ kind, message }) => kind === 'error' && isObject(member(message, 'error'))),
      (found) => {
        const error = member(found.message, 'error');
        const code = member(error, 'code');
        if (Number.isInteger(code)) return undefined;
        return {
          at: [placeOf(found, code === undefined ? '/error' : '/error/code')],
          got: code === undefined ? 'no code' : `code ${brief(code, 40)} (${typeof code})`,
          want: 'an integer',
          key: found.method ?? 'unknown',
        };
      },
      'no error was sent',
    ),
});
