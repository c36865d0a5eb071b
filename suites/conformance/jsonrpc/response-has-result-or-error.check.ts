// A message without method is a response, and a response says how it went.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

export default check({
  title: 'Every response has a result or an error',
  level: 'must',
  revisions: ALL,
  requirements: ['jsonrpc.response-has-result-or-error', 'jsonrpc.result-xor-error'],
  why: 'A response with neither tells the client nothing: most wait until their timeout.',
  fix: 'Send result: {} where there is nothing to return.',
  touch: 'passive',
  needs: { messages, knownCalls },
  judge: ({ messages: { all } }) =>
    judgeEach(
      all.filter(({ kind, message }) => isObject(message) && kind !== 'request' && kind !== 'notification'),
      (found) =>
        found.kind === 'odd'
          ? {
              at: [placeOf(found)],
              got: `a message with ${brief(Object.keys(found.message as object).join(', '), 80)}`,
              want: 'result or error',
              key: found.method ?? 'unknown',
            }
          : undefined,
      'no response was seen',
    ),
});
