// A small valid value for a JSON Schema: how a tool is called without knowing what it does. Deterministic and pure.

import { isObject, member } from '../kernel/look.ts';
import type { Json, JsonObject } from '../kernel/recording.ts';
import { exampleText } from './example-text.ts';

export interface Example {
  readonly value: Json;
  /** `false` where the schema asks for something this generator cannot promise (a pattern, `not`, a remote `$ref`). */
  readonly sure: boolean;
}

interface Making {
  readonly root: unknown;
  readonly depth: number;
  /** Property name the value is for; names steer strings that no format describes. */
  readonly name: string;
  readonly state: { sure: boolean; nodes: number };
}

const DEPTH = 12;
/** Parts made at most: a schema that requires itself twice would double with every level. */
const NODES = 2_000;
/** Members added at most to reach `minProperties`: a schema may ask for more than any memory holds. */
const MEMBERS = 1_000;

/** Member names whose number says how long or how often: kept small, so that a demonstration does not take its default of ten seconds. */
const PACE: readonly (readonly [name: RegExp, value: number])[] = [
  [/(?:^|_)(?:ms|millis|milliseconds)$|Ms$|Millis$/u, 120],
  [/^(?:duration|seconds|delay|wait|sleep|interval|pause)/iu, 0.15],
  [/^(?:steps|iterations|rounds|ticks)$/iu, 3],
];

/** Arguments for a call of a tool with this input schema: required members, and optional ones that set the pace. */
export function exampleArguments(inputSchema: unknown): { readonly value: JsonObject; readonly sure: boolean } {
  const made = exampleOf(inputSchema);
  return isObject(made.value) ? { value: made.value, sure: made.sure } : { value: {}, sure: false };
}

/** A value of this schema. */
export function exampleOf(schema: unknown, root: unknown = schema, name = ''): Example {
  const state = { sure: true, nodes: 0 };
  return { value: make(schema, { root, depth: 0, name, state }), sure: state.sure };
}

function make(given: unknown, making: Making): Json {
  const schema = resolve(given, making);
  making.state.nodes += 1;
  const deep = making.depth > DEPTH || making.state.nodes > NODES;
  if (deep) making.state.sure = false;
  if (!isObject(schema) || deep) return 'assay';
  const fixed = stated(schema);
  if (fixed !== undefined) return fixed;
  for (const key of ['oneOf', 'anyOf'] as const) {
    const branches = schema[key];
    if (Array.isArray(branches) && branches.length > 0) {
      const rest: Record<string, unknown> = { ...schema };
      delete rest[key];
      return make(merge(rest, resolve(preferred(branches), making)), making);
    }
  }
  if (Array.isArray(schema['allOf'])) {
    const { allOf, ...rest } = schema as { allOf: readonly unknown[] };
    return make(
      allOf.reduce<unknown>((whole, part) => merge(whole, resolve(part, making)), rest),
      making,
    );
  }
  if (schema['not'] !== undefined || schema['if'] !== undefined) making.state.sure = false;
  return byType(typeOf(schema), schema, making);
}

/** What the schema itself offers as a value. */
function stated(schema: JsonObject): Json | undefined {
  if (Object.hasOwn(schema, 'const')) return schema['const'];
  const options = schema['enum'];
  if (Array.isArray(options) && options.length > 0) {
    const preset = schema['default'];
    return (preset !== undefined && options.includes(preset) ? preset : options[0]) as Json;
  }
  if (schema['default'] !== undefined && schema['default'] !== null) return schema['default'];
  const examples = schema['examples'];
  if (Array.isArray(examples) && examples.length > 0) return examples[0] as Json;
  return undefined;
}

/** The branch most likely to be accepted: anything but null. */
const preferred = (branches: readonly unknown[]): unknown =>
  branches.find((branch) => member(branch, 'type') !== 'null') ?? branches[0];

const TYPES = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'] as const;
type Type = (typeof TYPES)[number];

function typeOf(schema: JsonObject): Type {
  const type = schema['type'];
  const named = Array.isArray(type) ? (type.find((one) => one !== 'null') ?? 'null') : type;
  if (TYPES.includes(named as Type)) return named as Type;
  if (isObject(schema['properties']) || Array.isArray(schema['required'])) return 'object';
  if (schema['items'] !== undefined || schema['prefixItems'] !== undefined) return 'array';
  if (schema['minimum'] !== undefined || schema['maximum'] !== undefined) return 'number';
  return 'string';
}

function byType(type: Type, schema: JsonObject, making: Making): Json {
  if (type === 'object') return makeObject(schema, making);
  if (type === 'array') return makeArray(schema, making);
  if (type === 'string') {
    const made = exampleText(schema, making.name);
    if (!made.sure) making.state.sure = false;
    return made.value;
  }
  if (type === 'boolean') return false;
  if (type === 'null') return null;
  return makeNumber(schema, type === 'integer', paceOf(making.name) ?? 1);
}

const paceOf = (name: string): number | undefined => PACE.find(([pattern]) => pattern.test(name))?.[1];

function makeObject(schema: JsonObject, making: Making): JsonObject {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required'])
    ? schema['required'].filter((name) => typeof name === 'string')
    : [];
  const made: Record<string, Json> = {};
  for (const name of required) made[name] = make(member(properties, name) ?? {}, below(making, name));
  if (making.depth === 0)
    for (const [name, property] of Object.entries(properties)) {
      const pace = paceOf(name);
      if (pace === undefined || Object.hasOwn(made, name)) continue;
      const type = isObject(property) ? typeOf(property) : 'string';
      if (isObject(property) && (type === 'number' || type === 'integer'))
        made[name] = makeNumber(property, type === 'integer', pace);
    }
  const least = count(schema['minProperties']);
  if (least > MEMBERS) making.state.sure = false;
  let size = Object.keys(made).length;
  for (let n = 1; size < Math.min(least, MEMBERS); n += 1) {
    if (!Object.hasOwn(made, `extra${n}`)) size += 1;
    made[`extra${n}`] ??= 'assay';
  }
  return made;
}

function makeArray(schema: JsonObject, making: Making): Json {
  const prefix = Array.isArray(schema['prefixItems'])
    ? schema['prefixItems']
    : Array.isArray(schema['items'])
      ? schema['items']
      : [];
  const wanted = Math.min(Math.max(count(schema['minItems']), 0), 50);
  const made: Json[] = [];
  for (let index = 0; index < Math.max(wanted, schema['minItems'] === undefined ? prefix.length : 0); index += 1) {
    const each = prefix[index] ?? (Array.isArray(schema['items']) ? schema['additionalItems'] : schema['items']);
    made.push(make(each ?? {}, below(making, making.name)));
  }
  if (schema['uniqueItems'] === true && made.length > 1) return distinct(made, making);
  if (schema['contains'] !== undefined && made.length === 0) made.push(make(schema['contains'], below(making, '')));
  return made;
}

function distinct(values: readonly Json[], making: Making): Json {
  if (values.every((value) => typeof value === 'string')) return values.map((value, index) => `${value}${index}`);
  if (values.every((value) => typeof value === 'number')) return values.map((value, index) => value + index);
  making.state.sure = false;
  return values;
}

function makeNumber(schema: JsonObject, whole: boolean, wish: number): number {
  const number = (key: string): number | undefined => {
    const value = schema[key];
    return typeof value === 'number' ? value : undefined;
  };
  const step = number('multipleOf') ?? (whole ? 1 : undefined);
  // Draft-04 writes `exclusiveMinimum: true` beside `minimum`; later drafts give the bound itself.
  const least = number('exclusiveMinimum') ?? number('minimum');
  const strict = number('exclusiveMinimum') !== undefined || schema['exclusiveMinimum'] === true;
  const most = number('exclusiveMaximum') ?? number('maximum');
  let value = wish;
  if (least !== undefined && (value < least || (strict && value === least)))
    value = strict ? least + (step ?? 0.5) : least;
  if (most !== undefined && value > most) value = most;
  if (most !== undefined && value === most && number('exclusiveMaximum') !== undefined) value = most - (step ?? 0.5);
  if (step !== undefined && step > 0) {
    const up = Math.ceil(value / step) * step;
    value = most !== undefined && up > most ? Math.floor(value / step) * step : up;
  }
  return value;
}

const count = (value: unknown): number => (typeof value === 'number' && value > 0 ? Math.floor(value) : 0);

const below = (making: Making, name: string): Making => ({ ...making, depth: making.depth + 1, name });

/** Follows local references; a remote one is left alone. */
function resolve(schema: unknown, making: Making): unknown {
  let current = schema;
  for (let hops = 0; hops < 20; hops += 1) {
    const reference = member(current, '$ref');
    if (typeof reference !== 'string') return current;
    const target = localReference(making.root, reference);
    if (target === undefined) {
      making.state.sure = false;
      return {};
    }
    const { $ref: _, ...beside } = current as { $ref: string };
    current = merge(beside, target);
  }
  making.state.sure = false;
  return {};
}

/** The part of a schema that a local `$ref` names (a JSON pointer in a fragment). */
export function localReference(root: unknown, reference: string): unknown {
  if (!reference.startsWith('#')) return undefined;
  let current: unknown = root;
  for (const token of reference.slice(1).split('/').slice(1)) {
    let name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    try {
      name = decodeURIComponent(name);
    } catch {
      // Not percent-encoded after all.
    }
    current = Array.isArray(current) ? (current as readonly unknown[])[Number(name)] : member(current, name);
    if (current === undefined) return undefined;
  }
  return current;
}

/** Two schemas that must both hold, roughly: members of the second win, `properties` and `required` are joined. */
function merge(one: unknown, two: unknown): unknown {
  if (!isObject(one)) return two;
  if (!isObject(two)) return one;
  const merged: Record<string, unknown> = { ...one, ...two };
  const left = one['properties'];
  const right = two['properties'];
  if (isObject(left) && isObject(right)) merged['properties'] = { ...left, ...right };
  if (Array.isArray(one['required']) && Array.isArray(two['required']))
    merged['required'] = [...new Set([...one['required'], ...two['required']])];
  return merged;
}
