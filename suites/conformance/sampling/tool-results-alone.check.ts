// Providers refuse messages that mix tool results with anything else.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { judgeEach, member } from '../../kernel/look.ts';
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
  title: 'A message with tool results holds nothing but tool results',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: ['sampling.tool-results-alone'],
  why: 'Model providers have a message of its own for tool results; mixed ones are refused.',
  fix: 'Send tool results in a user message of their own, text in another one.',
  touch: 'probing',
  enabledBy: { known: 'samples' },
  needs: { questions, dialogues },
  judge: ({ questions: asked }) =>
    judgeEach(
      asked
        .of('sampling/createMessage')
        .flatMap(({ params, place, key }) =>
          turnsOf(params).flatMap((turn, index) =>
            ofType(turn.blocks, 'tool_result').length > 0 ? [{ turn, index, place, key }] : [],
          ),
        ),
      ({ turn, index, place, key }) =>
        ofType(turn.blocks, 'tool_result').length === turn.blocks.length
          ? undefined
          : {
              at: [place('params', 'messages', index)],
              got: 'tool_result beside other content',
              want: 'tool_result blocks only',
              key,
            },
      'no sampling request held tool results',
    ),
});
