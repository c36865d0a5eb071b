// What is wrong in a JSON Schema as such: keywords whose value no dialect of its own allows. Compact on purpose: a
// walk over the keywords takes microseconds where compiling a meta-schema takes milliseconds, and says the place.

import { isObject } from '../kernel/look.ts';
import { localReference } from './example-value.ts';

export type Dialect = 'draft-04' | 'draft-06' | 'draft-07' | '2019-09' | '2020-12';

const DIALECTS: readonly Dialect[] = ['2020-12', '2019-09', 'draft-07', 'draft-06', 'draft-04'];

export interface SchemaFault {
  /** Where in the schema. */
  readonly path: readonly (string | number)[];
  readonly got: string;
  readonly want: string;
}

/** The dialect that `$schema` names; `undefined` where it names none, `unknown` where it is not one of the published ones. */
export function namedDialect(schema: unknown): Dialect | 'unknown' | undefined {
  const named = isObject(schema) ? schema['$schema'] : undefined;
  if (named === undefined) return undefined;
  if (typeof named !== 'string') return 'unknown';
  const found =
    /^https?:\/\/json-schema\.org\/(?:draft\/)?(2020-12|2019-09|draft-07|draft-06|draft-04)\/schema#?$/u.exec(named);
  return (found?.[1] as Dialect | undefined) ?? 'unknown';
}

type Test = (value: unknown, dialect: Dialect) => string | undefined;

const TYPES = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean', 'null']);

const number: Test = (value) => (typeof value === 'number' ? undefined : 'a number');
const count: Test = (value) =>
  Number.isInteger(value) && (value as number) >= 0 ? undefined : 'a whole number of at least 0';
const flag: Test = (value) => (typeof value === 'boolean' ? undefined : 'true or false');
const words: Test = (value) => (typeof value === 'string' ? undefined : 'a string');
const names: Test = (value) =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') && new Set(value).size === value.length
    ? undefined
    : 'a list of different strings';

const type: Test = (value) => {
  const all = Array.isArray(value) ? value : [value];
  const good =
    all.length > 0 && all.every((one) => typeof one === 'string' && TYPES.has(one)) && new Set(all).size === all.length;
  return good ? undefined : 'one of object, array, string, integer, number, boolean, null, or a list of them';
};

const bound: Test = (value, dialect) => (dialect === 'draft-04' ? flag(value, dialect) : number(value, dialect));

/** Keywords whose value is no schema. Annotations that no validator reads are left alone. */
const PLAIN: Readonly<Record<string, Test>> = {
  type,
  required: (value, dialect) =>
    names(value, dialect) ??
    (dialect === 'draft-04' && (value as readonly unknown[]).length === 0 ? 'at least one name' : undefined),
  enum: (value) => (Array.isArray(value) ? undefined : 'a list'),
  minimum: number,
  maximum: number,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  multipleOf: (value) => (typeof value === 'number' && value > 0 ? undefined : 'a number above 0'),
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  minProperties: count,
  maxProperties: count,
  minContains: count,
  maxContains: count,
  uniqueItems: flag,
  pattern: words,
  format: words,
  $ref: words,
  title: words,
  description: words,
};

const SINCE_2019 = new Set([
  'minContains',
  'maxContains',
  'dependentSchemas',
  'dependentRequired',
  'unevaluatedItems',
  'unevaluatedProperties',
  '$defs',
]);
const SINCE_06 = new Set(['contains', 'propertyNames']);
const SINCE_07 = new Set(['if', 'then', 'else']);

const ONE = [
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'additionalItems',
  'unevaluatedItems',
  'contains',
  'not',
  'if',
  'then',
  'else',
];
const LISTS = ['allOf', 'anyOf', 'oneOf'];
const MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];

/** The keyword means nothing in that dialect, so its value is free. */
const unknownIn = (keyword: string, dialect: Dialect): boolean =>
  (SINCE_2019.has(keyword) && !(dialect === '2019-09' || dialect === '2020-12')) ||
  (SINCE_06.has(keyword) && dialect === 'draft-04') ||
  (SINCE_07.has(keyword) && (dialect === 'draft-04' || dialect === 'draft-06'));

const LIMIT = 20_000;

interface Walk {
  readonly root: unknown;
  readonly dialect: Dialect;
  readonly faults: SchemaFault[];
  nodes: number;
}

/** Faults of a schema under one dialect. */
export function schemaFaults(schema: unknown, dialect: Dialect): readonly SchemaFault[] {
  const walk: Walk = { root: schema, dialect, faults: [], nodes: 0 };
  visit(schema, [], walk);
  return walk.faults;
}

/** Faults under the dialect in which there are fewest: what no dialect allows. */
export function faultsUnderAny(schema: unknown): readonly SchemaFault[] {
  const named = namedDialect(schema);
  if (named !== undefined && named !== 'unknown') return schemaFaults(schema, named);
  let best: readonly SchemaFault[] | undefined;
  for (const dialect of DIALECTS) {
    const faults = schemaFaults(schema, dialect);
    if (faults.length === 0) return [];
    if (best === undefined || faults.length < best.length) best = faults;
  }
  return best ?? [];
}

type Path = readonly (string | number)[];

function visit(schema: unknown, path: Path, walk: Walk): void {
  walk.nodes += 1;
  if (walk.nodes > LIMIT || walk.faults.length > 20 || path.length > 200) return;
  if (
    typeof schema === 'boolean' &&
    (walk.dialect !== 'draft-04' || isLast(path, 'additionalProperties', 'additionalItems'))
  )
    return;
  if (!isObject(schema)) {
    add(walk, path, schema, 'a schema: an object, or true or false');
    return;
  }
  reference(schema, path, walk);
  // Up to draft-07 members beside `$ref` mean nothing.
  const onlyReference =
    typeof schema['$ref'] === 'string' && !(walk.dialect === '2019-09' || walk.dialect === '2020-12');
  if (onlyReference) return;
  for (const [keyword, test] of Object.entries(PLAIN)) {
    if (!Object.hasOwn(schema, keyword) || unknownIn(keyword, walk.dialect)) continue;
    const want = test(schema[keyword], walk.dialect);
    if (want !== undefined) add(walk, [...path, keyword], schema[keyword], want);
  }
  parts(schema, path, walk);
}

const isLast = (path: Path, ...keywords: readonly string[]): boolean => keywords.includes(String(path.at(-1)));

function parts(schema: Readonly<Record<string, unknown>>, path: Path, walk: Walk): void {
  for (const keyword of ONE)
    if (Object.hasOwn(schema, keyword) && !unknownIn(keyword, walk.dialect))
      visit(schema[keyword], [...path, keyword], walk);
  for (const keyword of LISTS) if (Object.hasOwn(schema, keyword)) list(schema[keyword], [...path, keyword], walk);
  if (Object.hasOwn(schema, 'prefixItems') && walk.dialect === '2020-12')
    list(schema['prefixItems'], [...path, 'prefixItems'], walk);
  for (const keyword of MAPS)
    if (Object.hasOwn(schema, keyword) && !unknownIn(keyword, walk.dialect))
      map(schema[keyword], [...path, keyword], walk);
  if (!Object.hasOwn(schema, 'items')) return;
  const { items } = schema;
  if (Array.isArray(items) && walk.dialect !== '2020-12') list(items, [...path, 'items'], walk);
  else visit(items, [...path, 'items'], walk);
}

function list(value: unknown, path: Path, walk: Walk): void {
  if (!Array.isArray(value) || (value.length === 0 && !isLast(path, 'items'))) {
    add(walk, path, value, 'a list of schemas with at least one');
    return;
  }
  value.forEach((one, index) => visit(one, [...path, index], walk));
}

function map(value: unknown, path: Path, walk: Walk): void {
  if (!isObject(value)) {
    add(walk, path, value, 'an object whose members are schemas');
    return;
  }
  for (const [name, one] of Object.entries(value)) visit(one, [...path, name], walk);
}

function reference(schema: Readonly<Record<string, unknown>>, path: Path, walk: Walk): void {
  const target = schema['$ref'];
  if (typeof target !== 'string' || !target.startsWith('#/')) return;
  if (localReference(walk.root, target) === undefined)
    add(walk, [...path, '$ref'], target, 'a reference that resolves inside the schema');
}

function add(walk: Walk, path: Path, got: unknown, want: string): void {
  const shown = typeof got === 'string' ? `"${got}"` : (JSON.stringify(got) ?? String(got));
  walk.faults.push({ path, got: shown.length > 80 ? `${shown.slice(0, 80)}…` : shown, want });
}
