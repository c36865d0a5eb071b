// A form says what it wants; a client is no guarantee that it gets that.

import { dialogues } from '../../artifacts/dialogues.ts';
import { check } from '../../kernel/check.ts';
import { at, isObject, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Exchange, Recording } from '../../kernel/recording.ts';

/** An answer accepted something for this call: in its params, or as a response on its lane while it ran. */
function sentWrong(end: Exchange, recording: Recording): boolean {
  const accepts = (answer: unknown): boolean =>
    member(answer, 'action') === 'accept' && member(answer, 'content') !== undefined;
  const given = member(member(end.sent.json, 'params'), 'inputResponses');
  if (isObject(given)) return Object.values(given).some(accepts);
  const until = end.response?.seq ?? Number.POSITIVE_INFINITY;
  return recording.frames.some(
    ({ lane, origin, seq, json }) =>
      lane === end.lane && origin === 'harness' && seq > end.sent.seq && seq < until && accepts(member(json, 'result')),
  );
}

export default check({
  title: 'Answers that break the form are not taken as valid',
  level: 'should',
  revisions: { since: '2025-06-18' },
  requirements: ['elicitation.response-validated'],
  why: 'Unchecked answers reach code that relies on them, and any client can send what it likes.',
  fix: 'Validate the content against requestedSchema; ask again or end the call with an error.',
  touch: 'probing',
  enabledBy: { known: 'elicits' },
  needs: { dialogues },
  judge: ({ dialogues: played }, { recording }) =>
    judgeEach(
      played
        .of('elicitation', 'content that breaks the form')
        .filter(({ end }) => !refusedOutside(end) && sentWrong(end, recording)),
      ({ end, call }) => {
        const result = resultOf(end);
        const taken = result !== undefined && result['isError'] !== true && result['resultType'] !== 'input_required';
        return taken
          ? {
              at: [at(end, 'result')],
              got: 'a result as if the answer were valid',
              want: 'an error, or the question again',
              key: String(call),
            }
          : undefined;
      },
      'no form was elicited',
    ),
});
