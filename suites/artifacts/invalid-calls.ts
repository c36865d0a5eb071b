// Calls whose arguments break the tool's own schema in one place each: what validation must catch.

import { artifact } from '../kernel/check.ts';
import { isObject, member } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject } from '../kernel/recording.ts';
import { exampleArguments, localReference } from './example-value.ts';
import { text } from './listing.ts';
import type { Listed } from './listing.ts';
import { CALL_PATIENCE, taskOnly, toolCalls } from './safe-calls.ts';

export interface InvalidCall {
  readonly name: string;
  /** What is wrong: `missing x`, `object for string x`, `outside enum x`, `above maximum x` … */
  readonly wrong: string;
  readonly property: string;
  readonly exchange: Exchange;
}

export interface Invalid {
  readonly wrong: string;
  readonly property: string;
  readonly arguments: JsonObject;
}

const TOOLS = 12;
const PER_TOOL = 8;

/** A property schema behind one local reference. */
function resolved(schema: unknown, root: unknown): unknown {
  const reference = member(schema, '$ref');
  return typeof reference === 'string' ? localReference(root, reference) : schema;
}

/** Values that no plausible conversion makes valid, by declared type: converting "5" to 5 is a form of validation. */
const UNFIT: Readonly<Record<string, Json>> = {
  string: { assay: [true] },
  number: { assay: [true] },
  integer: { assay: [true] },
  boolean: { assay: [true] },
  array: { assay: [true] },
  object: 'assay',
};

function breakType(schema: JsonObject): readonly (readonly [string, Json])[] {
  const { type } = schema;
  if (typeof type !== 'string') return [];
  const broken: (readonly [string, Json])[] = [];
  const unfit = UNFIT[type];
  if (unfit !== undefined) broken.push([`${isObject(unfit) ? 'object' : 'string'} for ${type}`, unfit]);
  if (type === 'array') {
    const each = member(schema['items'], 'type');
    const inner = typeof each === 'string' ? UNFIT[each] : undefined;
    if (inner !== undefined && schema['prefixItems'] === undefined) broken.push([`wrong items for`, [inner]]);
  }
  return broken;
}

function breakRange(schema: JsonObject): readonly (readonly [string, Json])[] {
  const broken: (readonly [string, Json])[] = [];
  const { type } = schema;
  const number = (key: string): number | undefined => (typeof schema[key] === 'number' ? schema[key] : undefined);
  const options = schema['enum'];
  if (
    Array.isArray(options) &&
    options.length > 0 &&
    options.every((one) => typeof one === 'string') &&
    !options.includes('')
  )
    broken.push(['outside enum', 'assay-not-in-the-list']);
  const [least, most] = [number('minimum'), number('maximum')];
  const numeric = type === 'number' || type === 'integer';
  if (numeric && most !== undefined && Number.isSafeInteger(Math.ceil(most) + 1))
    broken.push(['above maximum', Math.ceil(most) + 1]);
  if (numeric && least !== undefined && Number.isSafeInteger(Math.floor(least) - 1))
    broken.push(['below minimum', Math.floor(least) - 1]);
  const [shortest, longest] = [number('minLength'), number('maxLength')];
  if (type === 'string' && longest !== undefined && longest >= 0 && longest < 2_000)
    broken.push(['longer than maxLength', 'a'.repeat(longest + 1)]);
  if (type === 'string' && shortest !== undefined && shortest >= 1 && shortest < 50_000)
    broken.push(['shorter than minLength', 'a'.repeat(shortest - 1)]);
  return broken;
}

/** Arguments that break this schema in one place each, the rest being valid. */
export function invalidArguments(inputSchema: unknown): readonly Invalid[] {
  const properties = member(inputSchema, 'properties');
  if (!isObject(properties)) return [];
  const made = exampleArguments(inputSchema).value;
  const required = member(inputSchema, 'required');
  const needed = new Set(Array.isArray(required) ? required : []);
  const invalid: Invalid[] = [];
  for (const [property, given] of Object.entries(properties)) {
    const schema = resolved(given, inputSchema);
    if (!isObject(schema)) continue;
    // A default stands in for what is missing, whatever `required` says: generators list both.
    if (needed.has(property) && schema['default'] === undefined && !allowsAnything(schema)) {
      const { [property]: _, ...rest } = made;
      invalid.push({ wrong: 'missing', property, arguments: rest });
    }
    for (const [wrong, value] of [...breakType(schema), ...breakRange(schema)])
      invalid.push({ wrong, property, arguments: { ...made, [property]: value } });
  }
  return invalid;
}

const allowsAnything = (schema: JsonObject): boolean =>
  Object.keys(schema).every((key) => key === 'description' || key === 'title');

/** One fault of each kind first, then the rest: a bounded choice meets every kind, and every property as far as it goes. */
function choose(all: readonly Invalid[]): readonly Invalid[] {
  const kinds = new Set<string>();
  const first = all.filter(({ wrong }) => !kinds.has(wrong) && kinds.add(wrong) !== undefined);
  return [...first, ...all.filter((one) => !first.includes(one))].slice(0, PER_TOOL);
}

/** Tools with the most to get wrong first. */
function suitable(tools: readonly Listed[]): readonly Listed[] {
  const kinds = (tool: Listed): number =>
    new Set(invalidArguments(member(tool.value, 'inputSchema')).map(({ wrong }) => wrong)).size;
  return tools
    .slice(0, 200)
    .filter((tool) => !taskOnly(tool))
    .map((tool) => ({ tool, kinds: kinds(tool) }))
    .toSorted((one, two) => two.kinds - one.kinds)
    .map(({ tool }) => tool)
    .slice(0, TOOLS);
}

const tagOf = (invalid: Invalid): string => `${invalid.wrong} ${invalid.property}`;

export const invalidCalls = artifact<readonly InvalidCall[]>({
  id: 'invalid-calls',
  after: [toolCalls],
  declared: (capabilities) => isObject(member(capabilities, 'tools')),
  gather: async (session, views) => {
    const calls = suitable(views(toolCalls).callable).flatMap((tool) =>
      choose(invalidArguments(member(tool.value, 'inputSchema'))).map((invalid) => ({ tool, invalid })),
    );
    await Promise.all(
      calls.map(({ tool, invalid }) =>
        session.request(
          'tools/call',
          { name: text(tool, 'name') ?? '', arguments: invalid.arguments },
          { tag: tagOf(invalid), timeout: CALL_PATIENCE },
        ),
      ),
    );
  },
  read: (recording, views) => {
    const byName = new Map(views(toolCalls).callable.map((tool) => [text(tool, 'name'), tool]));
    return recording.exchanges
      .filter((exchange) => exchange.by === 'artifact:invalid-calls' && exchange.method === 'tools/call')
      .flatMap((exchange): InvalidCall[] => {
        const name = member(member(exchange.sent.json, 'params'), 'name');
        const tool = typeof name === 'string' ? byName.get(name) : undefined;
        const invalid = invalidArguments(member(tool?.value, 'inputSchema')).find((one) => tagOf(one) === exchange.tag);
        if (typeof name !== 'string' || invalid === undefined) return [];
        return [{ name, wrong: invalid.wrong, property: invalid.property, exchange }];
      });
  },
});
