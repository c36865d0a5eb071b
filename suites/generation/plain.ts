// A schema as one flat set of demands: combinators gone, two demands on the same thing merged, what cannot be merged marked.

import { isObject } from '../kernel/look.ts';
import type { Json, JsonObject } from '../kernel/recording.ts';
import type { Dialect, Schema } from './json-schema.ts';
import { linear } from './validator.ts';

export type TypeName = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

export type Members = Readonly<Record<string, Schema>>;

export interface Plain {
  /** Absent: any. `integer` and `number` never stand together. */
  readonly types?: readonly TypeName[];
  readonly values?: readonly Json[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multiples: readonly number[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly patterns: readonly string[];
  readonly format?: string;
  readonly prefix: readonly Schema[];
  readonly rest?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly unique: boolean;
  readonly contains?: Schema;
  readonly properties: Members;
  readonly patternProperties: Members;
  readonly additional?: Schema;
  readonly required: readonly string[];
  readonly dependentRequired: Readonly<Record<string, readonly string[]>>;
  readonly names?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly unevaluatedProperties?: Schema;
  readonly unevaluatedItems?: Schema;
  readonly examples: readonly Json[];
  readonly said: string;
  /** Generated values must be checked against the schema they came from. */
  readonly residual: boolean;
  /** How many recursive references were followed to get here. */
  readonly turns: number;
}

export const ANY: Plain = {
  multiples: [],
  patterns: [],
  prefix: [],
  unique: false,
  properties: {},
  patternProperties: {},
  required: [],
  dependentRequired: {},
  examples: [],
  said: '',
  residual: false,
  turns: 0,
};

const TYPES: readonly string[] = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

const num = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

const schema = (value: unknown): Schema | undefined =>
  typeof value === 'boolean' || isObject(value) ? value : undefined;

const members = (value: unknown): Members =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, Schema] => schema(entry[1]) !== undefined),
      )
    : {};

/** Drops members that are `undefined`, so that "absent" has one form. */
function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}

function typesOf(s: JsonObject): readonly TypeName[] | undefined {
  const named = typeof s['type'] === 'string' ? [s['type']] : texts(s['type']);
  const known = named.filter((name) => TYPES.includes(name)) as TypeName[];
  const types = known.includes('number') ? known.filter((name) => name !== 'integer') : known;
  // OpenAPI 3.0 carried into tool schemas: a hint for generation only, validators here do not know it.
  return types.length === 0 ? undefined : types;
}

function valuesOf(s: JsonObject): readonly Json[] | undefined {
  if (Object.hasOwn(s, 'const')) return [s['const'] as Json];
  return Array.isArray(s['enum']) ? (s['enum'] as readonly Json[]) : undefined;
}

function examplesOf(s: JsonObject): readonly Json[] {
  const list = Array.isArray(s['examples']) ? (s['examples'] as readonly Json[]) : [];
  const single = Object.hasOwn(s, 'example') ? [s['example'] as Json] : [];
  return Object.hasOwn(s, 'default') ? [...list, ...single, s['default'] as Json] : [...list, ...single];
}

/** Items in the form of 2020-12: a prefix and the rest (draft-07 wrote `items: [..]` and `additionalItems`). */
function itemsOf(s: JsonObject): { readonly prefix: readonly Schema[]; readonly rest: Schema | undefined } {
  const listed = Array.isArray(s['items']) ? s['items'] : undefined;
  const prefix = (listed ?? (Array.isArray(s['prefixItems']) ? s['prefixItems'] : [])) as readonly Schema[];
  return { prefix, rest: schema(listed === undefined ? s['items'] : s['additionalItems']) };
}

const demands = new WeakMap<JsonObject, Plain>();

/** The demands that a schema makes by itself, without its combinators and references. */
export function ownDemands(s: JsonObject, dialect: Dialect): Plain {
  const known = demands.get(s);
  if (known !== undefined) return known;
  const made = demandsOf(s, dialect);
  demands.set(s, made);
  return made;
}

function demandsOf(s: JsonObject, dialect: Dialect): Plain {
  const { prefix, rest } = itemsOf(s);
  const dependencies = { ...(isObject(s['dependentRequired']) ? s['dependentRequired'] : {}) } as Record<
    string,
    unknown
  >;
  if (isObject(s['dependencies']))
    for (const [key, inner] of Object.entries(s['dependencies'])) if (Array.isArray(inner)) dependencies[key] = inner;
  return present({
    ...ANY,
    types: typesOf(s),
    values: valuesOf(s),
    minimum: num(s['minimum']),
    maximum: num(s['maximum']),
    exclusiveMinimum: num(s['exclusiveMinimum']),
    exclusiveMaximum: num(s['exclusiveMaximum']),
    multiples: num(s['multipleOf']) === undefined ? [] : [num(s['multipleOf']) as number],
    minLength: num(s['minLength']),
    maxLength: num(s['maxLength']),
    patterns: text(s['pattern']) === undefined ? [] : [s['pattern'] as string],
    format: text(s['format']),
    prefix,
    rest,
    minItems: num(s['minItems']),
    maxItems: num(s['maxItems']),
    unique: s['uniqueItems'] === true,
    contains: schema(s['contains']),
    properties: members(s['properties']),
    patternProperties: members(s['patternProperties']),
    additional: schema(s['additionalProperties']),
    required: texts(s['required']),
    dependentRequired: Object.fromEntries(Object.entries(dependencies).map(([key, list]) => [key, texts(list)])),
    names: schema(s['propertyNames']),
    minProperties: num(s['minProperties']),
    maxProperties: num(s['maxProperties']),
    unevaluatedProperties: dialect.startsWith('20') ? schema(s['unevaluatedProperties']) : undefined,
    unevaluatedItems: dialect.startsWith('20') ? schema(s['unevaluatedItems']) : undefined,
    examples: examplesOf(s),
    said: text(s['description']) ?? '',
    residual: s['not'] !== undefined || num(s['minContains']) !== undefined || num(s['maxContains']) !== undefined,
  }) as Plain;
}

const both = (a: Schema | undefined, b: Schema | undefined): Schema | undefined => {
  if (a === undefined || a === true) return b ?? a;
  if (b === undefined || b === true || a === b) return a;
  return a === false || b === false ? false : { allOf: [a, b] };
};

const least = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);
const most = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b);

function typesBoth(a: Plain, b: Plain): readonly TypeName[] | undefined {
  const [left, right] = [a.types, b.types];
  if (left === undefined || right === undefined) return left ?? right;
  const numeric = (list: readonly TypeName[]): boolean => list.includes('number') || list.includes('integer');
  const shared = left.filter((name) => right.includes(name));
  const narrowed = numeric(left) && numeric(right) && !shared.includes('number') && !shared.includes('integer');
  return narrowed ? [...shared, 'integer'] : shared;
}

/** Same value as JSON, whatever the order of members. */
export const same = (a: Json, b: Json): boolean => canonical(a) === canonical(b);

export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const keys = Object.keys(value).toSorted();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

const valuesBoth = (a: Plain, b: Plain): readonly Json[] | undefined =>
  a.values === undefined || b.values === undefined
    ? (a.values ?? b.values)
    : a.values.filter((value) => b.values?.some((other) => same(value, other)));

/** What one side demands of a property that only the other side names. */
function outside(side: Plain, key: string): Schema | undefined {
  let found: Schema | undefined;
  for (const [pattern, inner] of Object.entries(side.patternProperties))
    if (linear(pattern)?.(key) ?? true) found = both(found, inner);
  return found ?? side.additional;
}

function propertiesBoth(a: Plain, b: Plain): Members {
  const out: Record<string, Schema> = {};
  for (const key of new Set([...Object.keys(a.properties), ...Object.keys(b.properties)])) {
    const left = Object.hasOwn(a.properties, key) ? a.properties[key] : outside(a, key);
    const right = Object.hasOwn(b.properties, key) ? b.properties[key] : outside(b, key);
    out[key] = both(left, right) ?? true;
  }
  return out;
}

function mapBoth(a: Members, b: Members): Members {
  const out: Record<string, Schema> = { ...a };
  for (const [key, inner] of Object.entries(b)) out[key] = both(out[key], inner) ?? true;
  return out;
}

function prefixBoth(a: Plain, b: Plain): readonly Schema[] {
  const length = Math.max(a.prefix.length, b.prefix.length);
  return Array.from({ length }, (_, i) => both(a.prefix[i] ?? a.rest, b.prefix[i] ?? b.rest) ?? true);
}

/** One set of demands that holds where both hold; `residual` where that could not be said exactly. */
export function merge(a: Plain, b: Plain): Plain {
  if (a === ANY) return b;
  if (b === ANY) return a;
  const inexact = (a.contains !== undefined && b.contains !== undefined) || a.patterns.length + b.patterns.length > 1;
  const dependentRequired: Record<string, readonly string[]> = { ...a.dependentRequired };
  for (const [key, list] of Object.entries(b.dependentRequired))
    dependentRequired[key] = [...new Set([...(dependentRequired[key] ?? []), ...list])];
  return present({
    types: typesBoth(a, b),
    values: valuesBoth(a, b),
    minimum: most(a.minimum, b.minimum),
    maximum: least(a.maximum, b.maximum),
    exclusiveMinimum: most(a.exclusiveMinimum, b.exclusiveMinimum),
    exclusiveMaximum: least(a.exclusiveMaximum, b.exclusiveMaximum),
    multiples: [...new Set([...a.multiples, ...b.multiples])],
    minLength: most(a.minLength, b.minLength),
    maxLength: least(a.maxLength, b.maxLength),
    patterns: [...new Set([...a.patterns, ...b.patterns])],
    format: a.format ?? b.format,
    prefix: prefixBoth(a, b),
    rest: both(a.rest, b.rest),
    minItems: most(a.minItems, b.minItems),
    maxItems: least(a.maxItems, b.maxItems),
    unique: a.unique || b.unique,
    contains: a.contains ?? b.contains,
    properties: propertiesBoth(a, b),
    patternProperties: mapBoth(a.patternProperties, b.patternProperties),
    additional: both(a.additional, b.additional),
    required: [...new Set([...a.required, ...b.required])],
    dependentRequired,
    names: both(a.names, b.names),
    minProperties: most(a.minProperties, b.minProperties),
    maxProperties: least(a.maxProperties, b.maxProperties),
    unevaluatedProperties: a.unevaluatedProperties ?? b.unevaluatedProperties,
    unevaluatedItems: a.unevaluatedItems ?? b.unevaluatedItems,
    examples: [...a.examples, ...b.examples],
    said: a.said === '' ? b.said : a.said,
    residual: a.residual || b.residual || inexact,
    turns: a.turns + b.turns,
  }) as Plain;
}
