// Arguments that break one keyword of a schema, each named after what it breaks: the calls that must be refused.

import fc from 'fast-check';

import { isObject, pointer } from '../kernel/look.ts';
import type { Json } from '../kernel/recording.ts';
import { generatorOf, isGenerator } from './arbitrary.ts';
import { breaksOf } from './breaks.ts';
import { memberSchema } from './containers.ts';
import { ways } from './expand.ts';
import { refOf, rootOf } from './json-schema.ts';
import type { Root, Schema } from './json-schema.ts';
import { patiently } from './patient.ts';
import { read, replace } from './place.ts';
import type { Path } from './place.ts';
import { canonical } from './plain.ts';
import { isUsable, validatorOf } from './validator.ts';
import type { Validator, Violation } from './validator.ts';

export interface NearMiss {
  readonly keyword: string;
  /** The broken place in the value, as a JSON pointer. */
  readonly at: string;
  /** `required of /name: city left out`: the same from run to run. */
  readonly name: string;
  readonly value: Json;
  readonly convertible: boolean;
}

/** Near misses made for one schema at most: a wide schema is sampled, not enumerated. */
const MOST = 300;

/** Keywords that only pass on what a part of them said. */
const WRAPPERS = new Set([
  'anyOf',
  'oneOf',
  'allOf',
  'if',
  'not',
  '$ref',
  '$dynamicRef',
  'dependentSchemas',
  'propertyNames',
]);

/** Near misses of a schema, in an order that follows from the schema alone. */
export function nearMisses(schema: Schema, seed = 1): readonly NearMiss[] {
  const id = `${seed} ${JSON.stringify(schema)}`;
  const known =
    made.get(id) ??
    patiently<readonly NearMiss[]>(
      schema,
      () => madeFor(schema, seed),
      () => [],
    );
  if (made.size >= 200) made.clear();
  made.set(id, known);
  return known;
}

/** Made before: two eras and several rules ask for the same ones. */
const made = new Map<string, readonly NearMiss[]>();

function madeFor(schema: Schema, seed: number): readonly NearMiss[] {
  const validator = validatorOf(schema);
  if (!isUsable(validator)) return [];
  const root = rootOf(schema);
  const found = new Map<string, NearMiss>();
  for (const ground of grounds(schema, seed)) {
    for (const near of around(root, validator, ground)) {
      const id = `${near.keyword} ${near.at} ${near.name}`;
      if (!found.has(id)) found.set(id, near);
      if (found.size >= MOST) return [...found.values()];
    }
  }
  return [...found.values()];
}

/**
 * Valid values to start from: first with every optional member, so that each place can be broken, then ordinary ones,
 * because members may exclude each other. Several, because a branch that one value did not take has its own keywords.
 */
function grounds(schema: Schema, seed: number): readonly Json[] {
  return [true, false].flatMap((full) => {
    const generator = generatorOf(schema, { temper: 'plain', full });
    return isGenerator(generator) ? fc.sample(generator.arbitrary, { numRuns: full ? 5 : 4, seed }) : [];
  });
}

/** Near misses made from one valid value. */
function around(root: Root, validator: Validator, ground: Json): readonly NearMiss[] {
  const found: NearMiss[] = [];
  for (const [path, schema] of places(root, root.schema, ground, [], 6)) {
    const here = read(ground, path);
    if (here === undefined) continue;
    const plains = ways(schema, root, 2);
    for (const plain of plains)
      for (const wrong of breaksOf(plain, here)) {
        const value = replace(ground, path, wrong.value);
        const at = pointer(...path);
        if (!breaksOnly(validator.violations(value), wrong.keyword, at, plains.length > 1)) continue;
        found.push({
          keyword: wrong.keyword,
          at,
          name: nameOf(wrong.keyword, at, wrong.how),
          value,
          convertible: wrong.convertible,
        });
      }
    for (const near of combinatorMisses(root, validator, schema, ground, path)) found.push(near);
  }
  return found;
}

const nameOf = (keyword: string, at: string, how: string): string =>
  at === '' ? `${keyword}: ${how}` : `${keyword} of ${at}: ${how}`;

/** Every place of a value with the schema that rules it there. */
function* places(
  root: Root,
  schema: Schema,
  value: Json,
  path: Path,
  depth: number,
): Generator<readonly [Path, Schema]> {
  yield [path, schema];
  if (depth === 0) return;
  const plains = ways(schema, root, 2);
  const plain = plains[0];
  if (plain === undefined) return;
  if (isObject(value))
    for (const [key, inner] of Object.entries(value)) {
      const choices = new Map(plains.map((way) => [canonical(memberSchema(way, key)), memberSchema(way, key)]));
      const own = [...choices.values()].find((choice) => choice !== true && choice !== false);
      if (own !== undefined) yield* places(root, own, inner, [...path, key], depth - 1);
    }
  if (Array.isArray(value) && value.length > 0)
    for (const [i, inner] of (value as readonly Json[]).slice(0, Math.max(1, plain.prefix.length)).entries()) {
      const own = plain.prefix[i] ?? plain.rest;
      if (own !== undefined) yield* places(root, own, inner, [...path, i], depth - 1);
    }
}

/** The value is forbidden, and for this reason only; where branches stand side by side, for a reason at this place. */
export function breaksOnly(violations: readonly Violation[], keyword: string, at: string, branched: boolean): boolean {
  if (violations.length === 0) return false;
  const own = violations.filter((violation) => violation.at === at && alike(violation.keyword, keyword));
  if (own.length === 0 && !branched) return false;
  return violations.every(
    (violation) =>
      WRAPPERS.has(violation.keyword) ||
      (violation.at === at && alike(violation.keyword, keyword)) ||
      (branched && (violation.at === at || violation.at.startsWith(`${at}/`))),
  );
}

/** Names of one demand in different dialects and merged forms; a listed value of another type breaks `type` too. */
function alike(seen: string, meant: string): boolean {
  if (seen === meant) return true;
  if (meant === 'enum' || meant === 'const') return seen === 'enum' || seen === 'const' || seen === 'type';
  if (meant === 'dependentRequired') return seen === 'dependencies' || seen === 'required';
  if (meant === 'items') return seen === 'additionalItems' || seen === 'unevaluatedItems' || seen === 'false schema';
  if (meant === 'additionalProperties')
    return seen === 'type' || seen === 'unevaluatedProperties' || seen === 'false schema';
  if (meant === 'propertyNames')
    return ['pattern', 'enum', 'minLength', 'maxLength', 'additionalProperties'].includes(seen);
  return meant === 'maxProperties' && seen === 'additionalProperties';
}

/** `not` met, two branches of `oneOf` met at once, a condition met without its consequence. */
function combinatorMisses(
  root: Root,
  validator: Validator,
  schema: Schema,
  ground: Json,
  path: Path,
): readonly NearMiss[] {
  if (typeof schema === 'boolean') return [];
  const target = refOf(schema) === undefined ? schema : root.resolve(refOf(schema) ?? '');
  if (target === undefined || typeof target === 'boolean') return [];
  const at = pointer(...path);
  const found: NearMiss[] = [];
  for (const [keyword, how, wanted] of contradictions(target as Readonly<Record<string, unknown>>)) {
    const rest = Object.fromEntries(
      Object.entries(target).filter(([key]) => key !== keyword && !(keyword === 'if' && key === 'then')),
    );
    const generator = generatorOf({ ...definitions(root.schema), allOf: [rest, ...wanted] } as Schema, {
      temper: 'plain',
    });
    if (!isGenerator(generator)) continue;
    for (const part of fc.sample(generator.arbitrary, { numRuns: 3, seed: 3 })) {
      const value = replace(ground, path, part);
      const violations = validator.violations(value);
      if (!violations.some((v) => v.at === at && (v.keyword === keyword || (keyword === 'if' && v.keyword === 'if'))))
        continue;
      found.push({ keyword, at, name: nameOf(keyword, at, how), value, convertible: false });
      break;
    }
  }
  return found;
}

function contradictions(s: Readonly<Record<string, unknown>>): readonly (readonly [string, string, readonly Json[]])[] {
  const found: (readonly [string, string, readonly Json[]])[] = [];
  if (s['not'] !== undefined) found.push(['not', 'what is ruled out', [s['not'] as Json]]);
  const branches = Array.isArray(s['oneOf']) ? (s['oneOf'] as readonly Json[]) : [];
  if (branches.length > 1) found.push(['oneOf', 'two branches at once', branches.slice(0, 2)]);
  if (s['if'] !== undefined && s['then'] !== undefined)
    found.push(['if', 'the condition without its consequence', [s['if'] as Json, { not: s['then'] as Json }]]);
  return found;
}

const definitions = (schema: Schema): Readonly<Record<string, Json>> => {
  if (typeof schema === 'boolean') return {};
  const keys = ['$schema', '$defs', 'definitions'].filter((key) => schema[key] !== undefined);
  return Object.fromEntries(keys.map((key) => [key, schema[key] as Json]));
};
