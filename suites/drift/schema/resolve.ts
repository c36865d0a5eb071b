// Two schemas brought to comparable form: local references followed, single `allOf` and trivial unions opened, tuples in one spelling.

import { isObject } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';
import { rootOf } from '../../generation/json-schema.ts';
import type { Root, Schema } from '../../generation/json-schema.ts';
import { same } from '../canonical.ts';

export interface Side {
  readonly root: Root;
}

export const sideOf = (schema: unknown): Side => ({ root: rootOf(isSchema(schema) ? schema : true) });

export const isSchema = (value: unknown): value is Schema => typeof value === 'boolean' || isObject(value);

const ANNOTATIONS = new Set([
  'title',
  'description',
  '$comment',
  'examples',
  'example',
  'default',
  'deprecated',
  'readOnly',
  'writeOnly',
]);
export const isAnnotation = (key: string): boolean => ANNOTATIONS.has(key);

/** Members that only hold or name schemas; what they hold counts where it is referred to. */
export const isHolder = (key: string): boolean =>
  key === '$defs' || key === 'definitions' || key === '$id' || key === 'id' || key === '$anchor' || key === '$schema';

const MOST_HOPS = 32;

/** The schema in plain form: an object, or `true`/`false`. An unresolvable `$ref` stays in place. */
export function plainForm(schema: unknown, side: Side, hops = 0): Schema {
  if (!isSchema(schema)) return true;
  if (typeof schema === 'boolean' || hops > MOST_HOPS) return schema;
  const ref = schema['$ref'];
  if (typeof ref === 'string') {
    const target = side.root.resolve(ref);
    if (target === undefined) return schema;
    const { $ref: _, ...siblings } = schema;
    return plainForm(merged(target, siblings), side, hops + 1);
  }
  const all = schema['allOf'];
  if (Array.isArray(all) && all.length > 0) {
    const { allOf: _, ...siblings } = schema;
    const whole = intersected([siblings, ...(all as readonly unknown[]).map((one) => plainForm(one, side, hops + 1))]);
    if (whole !== undefined) return plainForm(whole, side, hops + 1);
  }
  return normal(schema);
}

/** Keywords whose meaning depends on their neighbours, which therefore cannot be moved to other company. */
const SOCIAL = [
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'items',
  'prefixItems',
  'contains',
  'if',
  '$ref',
];

/** One schema that says what all of these say, where no two speak of the same keyword. */
function intersected(schemas: readonly Schema[]): JsonObject | undefined {
  const said = schemas.filter((schema) => isObject(schema) && Object.keys(schema).length > 0);
  if (schemas.includes(false)) return undefined;
  const whole: Record<string, unknown> = {};
  for (const schema of said as readonly JsonObject[])
    for (const [key, value] of Object.entries(schema)) {
      if (key in whole && !isAnnotation(key)) return undefined;
      if (said.length > 1 && SOCIAL.includes(key)) return undefined;
      whole[key] ??= value;
    }
  return whole as JsonObject;
}

/** A schema and what stands beside its reference; joined by `allOf` only where they speak of the same keyword. */
function merged(target: Schema, siblings: JsonObject): Schema {
  if (Object.keys(siblings).length === 0) return target;
  if (target === true) return siblings;
  if (target === false) return false;
  const overlap = Object.keys(siblings).filter((key) => key in target && !isAnnotation(key) && !isHolder(key));
  return overlap.length === 0 ? { ...target, ...siblings } : { allOf: [target, siblings] };
}

/** Other spellings of the same: draft-07 tuples, unions of bare types, `const`, boolean exclusive bounds. */
function normal(schema: JsonObject): JsonObject {
  let out: Record<string, unknown> = { ...schema };
  if (Array.isArray(out['items'])) {
    const { items, additionalItems, ...rest } = out;
    out = { ...rest, prefixItems: items, ...(additionalItems === undefined ? {} : { items: additionalItems }) };
  }
  for (const key of ['anyOf', 'oneOf']) {
    const types = bareTypes(out[key]);
    if (types === undefined || out['type'] !== undefined) continue;
    delete out[key];
    out['type'] = types;
  }
  const { const: only, ...without } = out;
  if ('const' in out && !('enum' in out)) out = { ...without, enum: [only] };
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const)
    if (typeof out[exclusive] === 'boolean') {
      if (out[exclusive] === true) {
        out[exclusive] = out[bound];
        delete out[bound];
      } else delete out[exclusive];
    }
  return out as JsonObject;
}

function bareTypes(union: unknown): readonly string[] | undefined {
  if (!Array.isArray(union) || union.length === 0) return undefined;
  const types: string[] = [];
  for (const branch of union as readonly unknown[]) {
    const keys = isObject(branch) ? Object.keys(branch) : [];
    const type = isObject(branch) ? branch['type'] : undefined;
    if (keys.length !== 1 || typeof type !== 'string') return undefined;
    types.push(type);
  }
  return types;
}

export type TypeName = 'null' | 'boolean' | 'integer' | 'fraction' | 'string' | 'array' | 'object';
const EVERY: readonly TypeName[] = ['null', 'boolean', 'integer', 'fraction', 'string', 'array', 'object'];

/** Kinds of values that the declared type admits; `number` is integers and fractions. */
export function typesOf(schema: JsonObject): ReadonlySet<TypeName> {
  const declared = schema['type'];
  const names = declared === undefined ? undefined : Array.isArray(declared) ? declared : [declared];
  if (names === undefined) return new Set(EVERY);
  const types = new Set<TypeName>();
  for (const name of names as readonly unknown[])
    if (name === 'number') types.add('integer').add('fraction');
    else if (EVERY.includes(name as TypeName) && name !== 'fraction') types.add(name as TypeName);
  return types;
}

export function typeOfValue(value: unknown): TypeName {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction';
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value as 'string' | 'boolean';
  return 'object';
}

/** The finite set of values that are listed and of an admitted type. */
export function valuesOf(schema: JsonObject): readonly unknown[] | undefined {
  const listed = schema['enum'];
  if (!Array.isArray(listed)) return undefined;
  const types = typesOf(schema);
  return (listed as readonly unknown[]).filter((value) => types.has(typeOfValue(value)));
}

export const holds = (values: readonly unknown[], value: unknown): boolean => values.some((one) => same(one, value));
