// What the server says its own tool returned must fit what it said the tool returns.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { isUsable, validatorOf } from '../../generation/validator.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** Structured results of tools that were offered in the same request, each with the schema of its tool. */
function structured(params: JsonObject): readonly {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly schema: unknown;
  readonly tool: string;
}[] {
  const schemas = new Map(listOf(params['tools']).map((tool) => [member(tool, 'name'), member(tool, 'outputSchema')]));
  const blocks = listOf(params['messages']).flatMap((message, index) => {
    const content = member(message, 'content');
    return listOf(content).map((block, inner) => ({
      block,
      path: ['params', 'messages', index, 'content', ...(Array.isArray(content) ? [inner] : [])],
    }));
  });
  const uses = new Map(
    blocks
      .filter(({ block }) => member(block, 'type') === 'tool_use')
      .map(({ block }) => [member(block, 'id'), member(block, 'name')]),
  );
  return blocks.flatMap(({ block, path }) => {
    const tool = uses.get(member(block, 'toolUseId'));
    const schema = schemas.get(tool);
    const value = member(block, 'structuredContent');
    const judged = member(block, 'type') === 'tool_result' && value !== undefined && isObject(schema);
    return judged && member(block, 'isError') !== true ? [{ path, value, schema, tool: String(tool) }] : [];
  });
}

export default check({
  title: 'Structured tool results in sampling fit the output schema of their tool',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['sampling.tool-result-structured'],
  why: 'Clients and models rely on the schema that came with the tool in the same request.',
  fix: 'Send structuredContent that fits the outputSchema, or leave one of the two out.',
  touch: 'probing',
  enabledBy: { known: 'samples' },
  needs: { questions, dialogues },
  judge: ({ questions: asked }) =>
    judgeEach(
      asked
        .of('sampling/createMessage')
        .flatMap(({ params, place }) => structured(params).map((one) => ({ ...one, place })))
        .filter(({ schema }) => isUsable(validatorOf(schema))),
      ({ path, value, schema, tool, place }) => {
        const validator = validatorOf(schema);
        const [first] = isUsable(validator) ? validator.violations(value) : [];
        if (first === undefined) return undefined;
        return {
          at: [place(...path, 'structuredContent')],
          got: `${brief(tool, 60)}: ${first.at === '' ? 'the content' : brief(first.at, 60)} ${first.message}`,
          want: `content that fits the outputSchema (${first.keyword})`,
          key: brief(tool, 60),
        };
      },
      'no sampling request held structured results of a tool with an outputSchema',
    ),
});
