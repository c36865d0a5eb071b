// Keywords that a validator of an older draft does not know let wrong arguments pass without a word.

import { exampleArguments } from '../../artifacts/example-value.ts';
import { text } from '../../artifacts/listing.ts';
import type { Listed } from '../../artifacts/listing.ts';
import { isComplete, taskOnly, toolCalls } from '../../artifacts/safe-calls.ts';
import type { ToolCalls } from '../../artifacts/safe-calls.ts';
import { namedDialect } from '../../artifacts/schema-faults.ts';
import { isUsable, validatorOf } from '../../generation/validator.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Look } from '../../kernel/check.ts';
import { at, brief, errorOf, isObject, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Exchange, Json, JsonObject } from '../../kernel/recording.ts';

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

/** Tags of the calls that show how a tuple is understood; what stands behind them is the name of the tool. */
const TUPLE = { whole: 'tuple ', other: 'other tuple ', broken: 'broken tuple ', none: 'no tuple ' } as const;

/**
 * A closed tuple (`prefixItems` with `items: false`) is a list of nothing to a validator of an older draft: it takes the
 * empty one, and refuses every other in the words in which it refuses a wrong one.
 */
function tuplesFor(tool: Listed): readonly Stimulus[] {
  const schema = member(tool.value, 'inputSchema');
  if (!isObject(schema) || taskOnly(tool) || namedDialect(schema) !== undefined) return [];
  const properties = Object.entries(isObject(schema['properties']) ? schema['properties'] : {});
  const found = properties.find(
    ([, each]) => Array.isArray(member(each, 'prefixItems')) && member(each, 'items') === false,
  );
  const validator = validatorOf(schema);
  const valid = exampleArguments(schema).value;
  if (found === undefined || !isUsable(validator)) return [];
  const [key, property] = found;
  const items = member(property, 'prefixItems') as readonly Json[];
  const made = items.map((item) => exampleFor({ properties: { item } }, 'item'));
  const others = items.map((item, index) => another(item) ?? made[index] ?? null);
  const name = text(tool, 'name') ?? '';
  const told = { whole: made, other: others, broken: [{ assay: [true] }], none: [] };
  const all = Object.entries(told).map(([kind, tuple]): Stimulus => ({
    tag: `${TUPLE[kind as keyof typeof TUPLE]}${name}`,
    name,
    arguments: { ...valid, [key]: tuple },
  }));
  // Only where the validator agrees which of these are right.
  const right = all.map(({ arguments: args }) => validator.valid(args));
  return right.join() === 'true,true,false,true' ? all : [];
}

const another = (schema: Json): Json | undefined => {
  const type = member(schema, 'type');
  if (Object.keys(isObject(schema) ? schema : {}).length > 1) return undefined;
  return type === 'string' ? 'other' : type === 'integer' || type === 'number' ? 7 : undefined;
};

const stimuli = (calls: ToolCalls): readonly Stimulus[] => calls.callable.flatMap(stimuliFor).slice(0, 8);

const isTuple = ({ tag }: Exchange): boolean => Object.values(TUPLE).some((kind) => tag?.startsWith(kind) === true);

/** The words of a refusal: of an error, or of a tool error. */
function refusal(exchange: Exchange | undefined): string | undefined {
  const error = errorOf(exchange);
  if (error !== undefined) return String(error.message);
  const result = resultOf(exchange);
  const content = result?.['isError'] === true ? result['content'] : undefined;
  return Array.isArray(content)
    ? content.map((block: unknown) => String(member(block, 'text') ?? '')).join('\n')
    : undefined;
}

/** The parameter of the tuple, from the call with the empty one. */
function keyOf(none: Exchange | undefined): string {
  const given = member(member(none?.sent.json, 'params'), 'arguments');
  const [found] =
    Object.entries(isObject(given) ? given : {}).find(([, value]) => Array.isArray(value) && value.length === 0) ?? [];
  return found ?? 'no tuple';
}

/** The empty tuple is taken and right ones are refused, in the very words in which a wrong one is. */
function misread(look: Look): readonly Finding[] {
  return look.probe.flatMap((whole): Finding[] => {
    if (whole.tag?.startsWith(TUPLE.whole) !== true) return [];
    const name = whole.tag.slice(TUPLE.whole.length);
    const [other, broken, none] = [TUPLE.other, TUPLE.broken, TUPLE.none].map(
      (kind) => look.tagged(`${kind}${name}`)[0],
    );
    const words = refusal(whole);
    const taken = resultOf(none) !== undefined && refusal(none) === undefined;
    if (words?.includes(keyOf(none)) !== true || !taken || refusal(other) !== words || refusal(broken) !== words)
      return [];
    const key = `${brief(name, 60)} tuple`;
    return [
      { at: [at(whole), at(none)], got: `${key}: a right one is refused: ${brief(words, 80)}`, want: 'a call', key },
    ];
  });
}

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
    const tuples = views.toolCalls.callable.flatMap(tuplesFor).slice(0, 8);
    await Promise.all(
      [...stimuli(views.toolCalls), ...tuples].map(({ tag, name, arguments: args }) =>
        session.request('tools/call', { name, arguments: args }, { tag, timeout: 3_000 }),
      ),
    );
  },
  judge: (views, look) => {
    const broken = judgeEach(
      look.probe.filter(
        (exchange) =>
          !isTuple(exchange) && !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
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
    );
    return { ...broken, findings: [...broken.findings, ...misread(look)] };
  },
});
