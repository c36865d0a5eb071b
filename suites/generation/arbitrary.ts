// JSON Schema to fast-check: values that the schema allows, recursive schemas with a bound, what is inexact filtered.

import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';

import type { Json } from '../kernel/recording.ts';
import { bounded } from './bounded.ts';
import { arrayArbitrary, objectArbitrary } from './containers.ts';
import { ways } from './expand.ts';
import { patiently } from './patient.ts';
import { rootOf } from './json-schema.ts';
import type { Root, Schema } from './json-schema.ts';
import type { Plain, TypeName } from './plain.ts';
import { canonical } from './plain.ts';
import { numberArbitrary, textArbitrary } from './scalars.ts';
import type { Temper } from './scalars.ts';
import { isUsable, validatorOf } from './validator.ts';
import type { Validator } from './validator.ts';

export interface GenerationOptions {
  readonly temper?: Temper;
  /** Every optional property is there and arrays are not empty: the ground that near misses are made from. */
  readonly full?: boolean;
  /** How often a recursive reference is followed. */
  readonly turns?: number;
}

export interface Generator {
  readonly arbitrary: Arbitrary<Json>;
  readonly validator: Validator;
  /** Parts of the schema for which no value could be made: optional ones are left out. */
  readonly weak: readonly string[];
}

export interface Impossible {
  readonly impossible: string;
}

/** What the compilation of one schema shares. */
export interface Build {
  readonly root: Root;
  readonly temper: Temper;
  readonly full: boolean;
  readonly validator: Validator;
  readonly weak: Set<string>;
  /** The arbitrary of a subschema, `undefined` where no value satisfies it within the budget. */
  of(schema: Schema, budget: number): Arbitrary<Json> | undefined;
}

/** Builds beyond this are refused: a schema made to explode gives a small generator, not a long wait. */
const BUILDS = 5000;

export function generatorOf(schema: Schema, options: GenerationOptions = {}): Generator | Impossible {
  return patiently<Generator | Impossible>(
    schema,
    () => made(schema, options),
    (impossible) => ({ impossible }),
  );
}

function made(schema: Schema, options: GenerationOptions): Generator | Impossible {
  const validator = validatorOf(schema);
  if (!isUsable(validator)) return { impossible: validator.unusable };
  const build = newBuild(schema, validator, options);
  const arbitrary = build.of(schema, options.turns ?? 3);
  if (arbitrary === undefined) return { impossible: 'no value could be made that satisfies it' };
  const sound = sampleIsSound(arbitrary, validator);
  const passing = sound ? arbitrary : bounded(arbitrary, validator.valid);
  if (passing === undefined) return { impossible: 'no value could be made that satisfies it' };
  return { arbitrary: passing, validator, weak: [...build.weak] };
}

export const isGenerator = (generator: Generator | Impossible): generator is Generator => 'arbitrary' in generator;

function newBuild(schema: Schema, validator: Validator, options: GenerationOptions): Build {
  const memo = new Map<Schema, Map<number, Arbitrary<Json> | undefined>>();
  let builds = 0;
  const build: Build = {
    root: rootOf(schema),
    temper: options.temper ?? 'wild',
    full: options.full ?? false,
    validator,
    weak: new Set(),
    of: (part, budget) => {
      const known = memo.get(part) ?? new Map<number, Arbitrary<Json> | undefined>();
      memo.set(part, known);
      if (known.has(budget)) return known.get(budget);
      builds += 1;
      const made = builds > BUILDS ? undefined : compile(build, part, budget);
      known.set(budget, made);
      return made;
    },
  };
  return build;
}

/** A second look at what construction promises; cheap, and a gap in it must not become an alarm about the target. */
function sampleIsSound(arbitrary: Arbitrary<Json>, validator: Validator): boolean {
  return fc.sample(arbitrary, { numRuns: 60, seed: 11 }).every(validator.valid);
}

function compile(build: Build, schema: Schema, budget: number): Arbitrary<Json> | undefined {
  const found = ways(schema, build.root, budget);
  const made = found.flatMap((plain) => {
    const arbitrary = ofPlain(build, plain, budget - plain.turns);
    return arbitrary === undefined ? [] : [arbitrary];
  });
  const together = made.length > 1 ? fc.oneof(...made) : made[0];
  if (!found.some((plain) => plain.residual)) return together;
  const passes = build.validator.part(schema);
  if (passes === undefined) return together;
  const candidates = found.flatMap((plain) => plain.examples);
  const filtered = bounded(together, passes, candidates);
  if (filtered === undefined) build.weak.add(canonical(schema).slice(0, 120));
  return filtered;
}

const ALL_TYPES: readonly TypeName[] = ['string', 'integer', 'boolean', 'null'];

function ofPlain(build: Build, plain: Plain, budget: number): Arbitrary<Json> | undefined {
  if (plain.values !== undefined) return ofValues(build, plain);
  const made = (plain.types ?? impliedTypes(plain)).flatMap((name) => {
    const arbitrary = ofType(build, plain, name, budget);
    return arbitrary === undefined ? [] : [arbitrary];
  });
  const natural = made.length > 1 ? fc.oneof(...made) : made[0];
  return withExamples(build, plain, natural);
}

/** Listed values, less those that the other demands at this place forbid. */
function ofValues(build: Build, plain: Plain): Arbitrary<Json> | undefined {
  const { types } = plain;
  const allowed = (plain.values ?? []).filter((value) => types === undefined || types.some((name) => isA(value, name)));
  return allowed.length === 0 ? undefined : fc.constantFrom(...allowed);
}

export function isA(value: unknown, name: TypeName): boolean {
  if (name === 'integer') return Number.isInteger(value);
  if (name === 'array') return Array.isArray(value);
  if (name === 'null') return value === null;
  if (name === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === name;
}

/** Examples and defaults are values the author thought of; drawn often where a careful user is played. */
function withExamples(build: Build, plain: Plain, natural: Arbitrary<Json> | undefined): Arbitrary<Json> | undefined {
  const { types } = plain;
  if (plain.examples.length === 0) return natural;
  const passes = build.validator.part({ allOf: [demandsOf(plain)] });
  const usable = plain.examples.filter(
    (value) => (types === undefined || types.some((name) => isA(value, name))) && (passes?.(value) ?? true),
  );
  if (usable.length === 0) return natural;
  const given = fc.constantFrom(...usable);
  if (natural === undefined) return given;
  return fc.oneof({ weight: 3, arbitrary: natural }, { weight: build.temper === 'plain' ? 3 : 1, arbitrary: given });
}

/** The scalar demands of a flat set as a schema again, to hold examples against them. */
function demandsOf(plain: Plain): { readonly [key: string]: Json } {
  const out: Record<string, Json> = {};
  for (const key of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength'] as const)
    if (plain[key] !== undefined) out[key] = plain[key];
  for (const key of ['minItems', 'maxItems', 'minProperties', 'maxProperties'] as const)
    if (plain[key] !== undefined) out[key] = plain[key];
  if (plain.patterns[0] !== undefined) out['pattern'] = plain.patterns[0];
  if (plain.rest !== undefined && plain.prefix.length === 0) out['items'] = plain.rest as Json;
  if (Object.keys(plain.properties).length > 0) out['properties'] = plain.properties as Json;
  if (plain.additional !== undefined) out['additionalProperties'] = plain.additional as Json;
  if (plain.required.length > 0) out['required'] = plain.required;
  return out;
}

/** What the keywords speak about, where no type is named; any short value where nothing is said at all. */
function impliedTypes(plain: Plain): readonly TypeName[] {
  const implied: TypeName[] = [];
  const named = Object.keys(plain.properties).length + Object.keys(plain.patternProperties).length;
  if (named > 0 || plain.required.length > 0 || plain.additional !== undefined) implied.push('object');
  if (plain.names !== undefined || plain.minProperties !== undefined || plain.unevaluatedProperties !== undefined)
    implied.push('object');
  if (plain.rest !== undefined || plain.prefix.length > 0 || plain.minItems !== undefined) implied.push('array');
  if (plain.contains !== undefined || plain.unique) implied.push('array');
  if (plain.minimum !== undefined || plain.maximum !== undefined || plain.multiples.length > 0) implied.push('number');
  if (plain.exclusiveMinimum !== undefined || plain.exclusiveMaximum !== undefined) implied.push('number');
  if (plain.minLength !== undefined || plain.maxLength !== undefined) implied.push('string');
  if (plain.patterns.length > 0 || plain.format !== undefined) implied.push('string');
  return implied.length > 0 ? [...new Set(implied)] : ALL_TYPES;
}

function ofType(build: Build, plain: Plain, name: TypeName, budget: number): Arbitrary<Json> | undefined {
  switch (name) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return numberArbitrary(plain, name === 'integer', build.temper);
    case 'string':
      return textArbitrary(plain, build.temper);
    case 'array':
      return arrayArbitrary(build, plain, budget);
    case 'object':
      return objectArbitrary(build, plain, budget);
  }
}
