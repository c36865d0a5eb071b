// Every way to satisfy a schema at one place, each as one flat set of demands: `allOf` merged, a branch of `anyOf` taken.

import { isObject } from '../kernel/look.ts';
import type { JsonObject } from '../kernel/recording.ts';
import { refOf } from './json-schema.ts';
import type { Root, Schema } from './json-schema.ts';
import { ANY, merge, ownDemands } from './plain.ts';
import type { Plain } from './plain.ts';

/** Ways beyond this many are left out: generation covers fewer branches, and nothing explodes. */
const WAYS = 24;

const isSchema = (value: unknown): value is Schema => typeof value === 'boolean' || isObject(value);

const listOf = (value: unknown): readonly Schema[] => (Array.isArray(value) ? value.filter(isSchema) : []);

const cross = (left: readonly Plain[], right: readonly Plain[]): readonly Plain[] =>
  left
    .flatMap((a) => right.map((b) => merge(a, b)))
    .filter((plain) => !hopeless(plain))
    .slice(0, WAYS);

/** No value can satisfy this: no type or no listed value is left, or a required property may not exist. */
const hopeless = (plain: Plain): boolean =>
  plain.types?.length === 0 ||
  plain.values?.length === 0 ||
  plain.required.some((key) => Object.hasOwn(plain.properties, key) && plain.properties[key] === false);

/** Alternatives that must be checked afterwards against the schema they came from. */
const checked = (ways: readonly Plain[]): readonly Plain[] => ways.map((way) => ({ ...way, residual: true }));

/**
 * The ways to satisfy `schema` at this place. `budget` bounds how many recursive references may still be followed; a
 * schema that cannot end within it has no way, so optional parts that lead there are left out by those who ask.
 */
export function ways(
  schema: Schema,
  root: Root,
  budget: number,
  open: ReadonlySet<Schema> = new Set(),
): readonly Plain[] {
  if (schema === true) return [ANY];
  if (schema === false || open.has(schema)) return [];
  if (root.steps.left <= 0) return [];
  root.steps.left -= 1;
  const inside = new Set([...open, schema]);
  const inner = (s: Schema): readonly Plain[] => ways(s, root, budget, inside);
  let found: readonly Plain[] = [ownDemands(schema, root.dialect)].filter((plain) => !hopeless(plain));
  found = cross(found, referenced(schema, root, budget, inside));
  for (const part of listOf(schema['allOf'])) found = cross(found, inner(part));
  if (Array.isArray(schema['anyOf'])) found = cross(found, spread(listOf(schema['anyOf']).map(inner)));
  if (Array.isArray(schema['oneOf'])) found = cross(found, checked(spread(listOf(schema['oneOf']).map(inner))));
  if (isSchema(schema['if'])) found = cross(found, conditional(schema, inner));
  for (const [key, part] of dependent(schema))
    found = cross(found, checked([without(key), ...withKey(key, inner(part))]));
  return found;
}

/** Takes branches in turns, so that a cap on their number cuts depth and not the last branches. */
function spread(branches: readonly (readonly Plain[])[]): readonly Plain[] {
  const out: Plain[] = [];
  for (let i = 0; out.length < WAYS; i += 1) {
    const row = branches.flatMap((branch) => (branch[i] === undefined ? [] : [branch[i] as Plain]));
    if (row.length === 0) break;
    out.push(...row);
  }
  return out.slice(0, WAYS);
}

function referenced(schema: JsonObject, root: Root, budget: number, open: ReadonlySet<Schema>): readonly Plain[] {
  const ref = refOf(schema);
  if (ref === undefined) return [ANY];
  const target = root.resolve(ref);
  if (target === undefined) return checked([ANY]);
  if (!root.recursive(ref)) return ways(target, root, budget, open);
  if (budget <= 0) return [];
  return ways(target, root, budget - 1, open).map((way) => ({ ...way, turns: way.turns + 1 }));
}

function conditional(schema: JsonObject, inner: (s: Schema) => readonly Plain[]): readonly Plain[] {
  const branch = (key: string): readonly Plain[] => (isSchema(schema[key]) ? inner(schema[key]) : [ANY]);
  const yes = cross(inner(schema['if'] as Schema), branch('then'));
  return checked(spread([branch('else'), yes]));
}

function dependent(schema: JsonObject): readonly (readonly [string, Schema])[] {
  const found = isObject(schema['dependentSchemas']) ? Object.entries(schema['dependentSchemas']) : [];
  const older = isObject(schema['dependencies']) ? Object.entries(schema['dependencies']) : [];
  return [...found, ...older].filter((entry): entry is [string, Schema] => isSchema(entry[1]));
}

const without = (key: string): Plain => ({ ...ANY, properties: { [key]: false } });

const withKey = (key: string, list: readonly Plain[]): readonly Plain[] =>
  list.map((way) => merge(way, { ...ANY, required: [key] }));
