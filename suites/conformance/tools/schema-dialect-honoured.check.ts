// Keywords that a validator of an older draft does not know let wrong arguments pass without a word.

import { exampleArguments } from '../../artifacts/example-value.ts';
import { text } from '../../artifacts/listing.ts';
import type { Listed } from '../../artifacts/listing.ts';
import { isComplete, taskOnly, toolCalls } from '../../artifacts/safe-calls.ts';
import type { ToolCalls } from '../../artifacts/safe-calls.ts';
import { namedDialect } from '../../artifacts/schema-faults.ts';
import { isUsable, validatorOf } from '../../generation/validator.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, errorOf, isObject, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Json, JsonObject } from '../../kernel/recording.ts';

interface Stimulus {
  readonly tag: string;
  readonly name: string;
  readonly arguments: JsonObject;
}

/** Arguments that break exactly one keyword of 2020-12, made from valid ones; `undefined` where the keyword is not used. */
const BREAKERS: Readonly<Record<string, (schema: JsonObject, valid: JsonObject) => JsonObject | undefined>> = {
  dependentRequired: (schema, valid) => {
    const [entry] = Object.entries(isObject(schema['dependentRequired']) ? schema['dependentRequired'] : {});
    const needed: unknown = Array.isArray(entry?.[1]) ? entry[1][0] : undefined;
    if (entry === undefined || typeof needed !== 'string') return undefined;
    const { [needed]: _, ...rest } = valid;
    return { ...rest, [entry[0]]: rest[entry[0]] ?? exampleFor(schema, entry[0]) };
  },
  unevaluatedProperties: (schema, valid) =>
    schema['unevaluatedProperties'] === false ? { ...valid, assayNotInTheSchema: true } : undefined,
  prefixItems: (schema, valid) => {
    const found = Object.entries(isObject(schema['properties']) ? schema['properties'] : {}).find(([, property]) =>
      Array.isArray(member(property, 'prefixItems')),
    );
    return found === undefined ? undefined : { ...valid, [found[0]]: [{ assay: [true] }] };
  },
  $ref: (schema, valid) => {
    const found = Object.entries(isObject(schema['properties']) ? schema['properties'] : {}).find(([, property]) => {
      const reference = member(property, '$ref');
      return typeof reference === 'string' && reference.startsWith('#/$defs/');
    });
    return found === undefined ? undefined : { ...valid, [found[0]]: { assay: [[true]] } };
  },
};

const exampleFor = (schema: JsonObject, name: string): Json =>
  exampleArguments({ ...schema, required: [name] }).value[name] ?? 'assay';

function stimuliFor(tool: Listed): readonly Stimulus[] {
  const schema = member(tool.value, 'inputSchema');
  const dialect = namedDialect(schema);
  if (!isObject(schema) || taskOnly(tool) || (dialect !== undefined && dialect !== '2020-12')) return [];
  const validator = validatorOf(schema);
  if (!isUsable(validator)) return [];
  const valid = exampleArguments(schema).value;
  if (!validator.valid(valid)) return [];
  const name = text(tool, 'name') ?? '';
  return Object.entries(BREAKERS).flatMap(([keyword, breaking]) => {
    const broken = breaking(schema, valid);
    // Only where the validator agrees that these arguments are wrong.
    return broken === undefined || validator.valid(broken)
      ? []
      : [{ tag: `${name} ${keyword}`, name, arguments: broken }];
  });
}

const stimuli = (calls: ToolCalls): readonly Stimulus[] => calls.callable.flatMap(stimuliFor).slice(0, 8);

export default check({
  title: 'Arguments are validated by JSON Schema 2020-12 where the schema names no other dialect',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: [
    'tools.supports-2020-12',
    'tools.validates-by-declared-dialect',
    'schema.dialect-2020-12-supported',
    'schema.dialect-followed',
  ],
  why: 'A validator of an older draft skips the keywords it does not know: the schema promises a check that never happens.',
  fix: 'Validate with an engine for 2020-12, or declare the dialect that the engine knows in `$schema`.',
  touch: 'probing',
  capability: 'tools',
  enabledBy: { allow: true },
  needs: { toolCalls },
  probe: async (session, views) => {
    await Promise.all(
      stimuli(views.toolCalls).map(({ tag, name, arguments: args }) =>
        session.request('tools/call', { name, arguments: args }, { tag, timeout: 3_000 }),
      ),
    );
  },
  judge: (views, look) =>
    judgeEach(
      look.probe.filter(
        (exchange) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (exchange) => {
        const result = resultOf(exchange);
        if (result === undefined || result['isError'] === true || !isComplete(result) || result['task'] !== undefined)
          return undefined;
        return {
          at: [at(exchange, 'result')],
          got: `a success although ${brief(exchange.tag ?? '', 80)} is broken`,
          want: 'isError: true, or a JSON-RPC error',
          key: brief(exchange.tag ?? '', 80),
        };
      },
      views.toolCalls.callable.length === 0
        ? views.toolCalls.note
        : 'no callable tool uses a keyword that older drafts do not know',
    ),
});
