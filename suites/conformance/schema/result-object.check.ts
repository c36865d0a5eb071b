// Every result is an object, also of requests that have nothing to say.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

export default check({
  title: 'Every result is a JSON object',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.result-object'],
  why: 'Clients read members of results; true, null or a list in their place breaks them on the simplest request.',
  fix: 'Return {} where there is nothing to return.',
  touch: 'passive',
  needs: { messages, knownCalls },
  judge: ({ messages: { responses } }) =>
    judgeEach(
      responses.filter((found) => found.kind === 'result'),
      (found) => {
        const result = member(found.message, 'result');
        if (isObject(result)) return undefined;
        return {
          at: [placeOf(found, '/result')],
          got: `${brief(result, 80)} as the result of ${found.method ?? 'a request'}`,
          want: 'an object',
          key: found.method ?? 'unknown',
        };
      },
      'no result was seen',
    ),
});
