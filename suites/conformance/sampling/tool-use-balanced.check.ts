// A tool use without its result makes providers refuse the whole conversation.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach, member } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';

interface Turn {
  readonly role: unknown;
  readonly blocks: readonly unknown[];
}

const turnsOf = (params: JsonObject): readonly Turn[] =>
  (Array.isArray(params['messages']) ? (params['messages'] as readonly unknown[]) : []).map((message) => {
    const content = member(message, 'content');
    return { role: member(message, 'role'), blocks: Array.isArray(content) ? content : [content] };
  });

const ofType = (blocks: readonly unknown[], type: string): readonly unknown[] =>
  blocks.filter((block) => member(block, 'type') === type);

export default check({
  title: 'Each tool use in a sampling conversation is answered in the next message',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: ['sampling.tool-use-balanced'],
  why: 'Model providers refuse a conversation in which a tool use has no result.',
  fix: 'Follow each assistant message with tool uses by one user message that has a tool_result for every id.',
  touch: 'probing',
  enabledBy: { known: 'samples' },
  needs: { questions, dialogues },
  judge: ({ questions: asked }) =>
    judgeEach(
      asked.of('sampling/createMessage').flatMap(({ params, place, key }) => {
        const turns = turnsOf(params);
        return turns.flatMap((turn, index) => {
          const uses = ofType(turn.blocks, 'tool_use').map((block) => member(block, 'id'));
          return uses.length > 0 ? [{ uses, next: turns[index + 1], index, place, key }] : [];
        });
      }),
      ({ uses, next, index, place, key }) => {
        const answered = ofType(next?.blocks ?? [], 'tool_result').map((block) => member(block, 'toolUseId'));
        const same = uses.length === answered.length && uses.every((id) => answered.includes(id));
        return same
          ? undefined
          : {
              at: [place('params', 'messages', index)],
              got: `uses ${brief(uses)}, results ${brief(answered)}`,
              want: 'a result for each use',
              key,
            };
      },
      'no sampling request held tool uses',
    ),
});
