// Who reads the content of an answer without its action goes on with nothing, as if that had been agreed to.

import { dialogues } from '../../artifacts/dialogues.ts';
import type { Play } from '../../artifacts/dialogues.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, isObject, judgeEach, member, resultOf } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

/** Texts of a complete result that is no error. */
function textOf({ end }: Play): string | undefined {
  const result = resultOf(end);
  if (result?.['resultType'] !== 'complete' || result['isError'] === true || !Array.isArray(result['content'])) return;
  return (result['content'] as readonly unknown[]).map((block) => String(member(block, 'text') ?? '')).join('\n');
}

/** The words of the answers that were accepted. */
function wordsOf({ end }: Play): readonly string[] {
  const responses = member(member(end.sent.json, 'params'), 'inputResponses');
  return Object.values(isObject(responses) ? responses : {}).flatMap((response) => {
    const content = member(response, 'content');
    return Object.values(isObject(content) ? content : ({} as JsonObject)).filter(
      (value): value is string => typeof value === 'string' && value.length > 1,
    );
  });
}

const bare = (text: string): string => text.replace(/\b(?:undefined|null|None|nil)\b|\s+/gu, '');

/** The text that acceptance brings, with a hole where the answer stood. */
const isHollow = (text: string, accepted: string, words: readonly string[]): boolean =>
  words.some((word) => accepted.includes(word) && bare(accepted.split(word).join('')) === bare(text));

export default check({
  title: 'What was declined or cancelled is not gone on with as if it had been accepted',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['elicitation.decline-and-cancel-handled'],
  why: 'The person said no, and the call does it all the same, with a hole where the answer should be.',
  fix: 'Look at action before content; end the call in other words, or with isError, where it is not accept.',
  touch: 'probing',
  enabledBy: { known: 'input-required' },
  needs: { dialogues },
  judge: ({ dialogues: played }) => {
    const accepted = new Map(played.of('elicitation', 'accept').map((play) => [play.call, play]));
    const said = (play: Play): boolean => textOf(play) !== undefined || resultOf(play.end) === undefined;
    return judgeEach(
      [...played.of('elicitation', 'decline'), ...played.of('elicitation', 'cancel')].filter(said),
      (play) => {
        const first = accepted.get(play.call);
        const [text, usual] = [textOf(play), first === undefined ? undefined : textOf(first)];
        if (first === undefined || text === undefined || usual === undefined) return undefined;
        return isHollow(text, usual, wordsOf(first))
          ? {
              at: [at(play.end, 'result', 'content'), at(first.end, 'result', 'content')],
              got: `${play.variant}: ${brief(text, 60)}, where acceptance brings ${brief(usual, 60)}`,
              want: 'another outcome than with acceptance',
              key: `${play.variant} ${play.call}`,
            }
          : undefined;
      },
      'no call elicited anything',
    );
  },
});
