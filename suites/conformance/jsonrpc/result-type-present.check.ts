// Every result says what kind of result it is.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Every result has a string resultType',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['jsonrpc.result-type-present'],
  why: 'The client tells by it whether the answer is complete or asks for input; without it, it guesses.',
  fix: 'Add resultType: "complete" to every result that is one.',
  touch: 'passive',
  needs: { messages, knownCalls },
  judge: ({ messages: { responses } }) =>
    judgeEach(
      responses.filter((found) => found.revision === '2026-07-28' && isObject(member(found.message, 'result'))),
      (found) => {
        const type = member(member(found.message, 'result'), 'resultType');
        if (typeof type === 'string') return undefined;
        return {
          at: [placeOf(found, type === undefined ? '/result' : '/result/resultType')],
          got: type === undefined ? `no resultType in ${found.method ?? 'a result'}` : `resultType ${brief(type, 40)}`,
          want: 'a string',
          key: found.method ?? 'unknown',
        };
      },
      'no result was seen',
    ),
});
