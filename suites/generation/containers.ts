// Arrays and objects that satisfy a flat set of demands: which members are there, what else may be, and how many.

import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';

import { isObject } from '../kernel/look.ts';
import type { Json } from '../kernel/recording.ts';
import type { Build } from './arbitrary.ts';
import { bounded } from './bounded.ts';
import type { Schema } from './json-schema.ts';
import { textMatching } from './pattern.ts';
import { canonical } from './plain.ts';
import type { Plain } from './plain.ts';
import { linear } from './validator.ts';

/** Items beyond what is asked for; enough to see what the second one does. */
const MORE = 3;

export function arrayArbitrary(build: Build, plain: Plain, budget: number): Arbitrary<Json> | undefined {
  const asked = Math.max(plain.minItems ?? 0, build.full ? 1 : 0, plain.contains === undefined ? 0 : 1);
  const max = Math.floor(plain.maxItems ?? Infinity);
  const min = Math.min(asked, max);
  if ((plain.minItems ?? 0) > max) return undefined;
  const restSchema = plain.rest ?? (plain.unevaluatedItems === false ? false : (plain.contains ?? true));
  const rest = build.of(restSchema, budget);
  const prefix = plain.prefix.map((part) => build.of(part, budget));
  const whole = prefix.findIndex((part) => part === undefined);
  const usable = (whole === -1 ? prefix : prefix.slice(0, whole)) as Arbitrary<Json>[];
  const base =
    usable.length === 0
      ? listOf(rest, min, max, plain.unique)
      : withPrefix(usable, whole === -1 ? rest : undefined, min, max);
  if (base === undefined) return undefined;
  const contained = plain.contains === undefined ? base : containing(base, build.of(plain.contains, budget), max);
  if (contained === undefined || !plain.unique || usable.length === 0) return contained;
  return bounded(contained, (value) => Array.isArray(value) && distinct(value));
}

const distinct = (list: readonly Json[]): boolean => new Set(list.map(canonical)).size === list.length;

function listOf(
  item: Arbitrary<Json> | undefined,
  min: number,
  max: number,
  unique: boolean,
): Arbitrary<readonly Json[]> | undefined {
  if (item === undefined || max === 0) return min <= 0 ? fc.constant([]) : undefined;
  const range = { minLength: min, maxLength: Math.min(max, min + MORE) };
  // Boundaries of the count itself: exactly the most that is allowed, where that is not absurd.
  const most = max <= 64 && max > min + MORE ? { minLength: max, maxLength: max } : undefined;
  const make = (r: { minLength: number; maxLength: number }): Arbitrary<readonly Json[]> | undefined =>
    unique ? uniqueList(item, r) : fc.array(item, r);
  const usual = make(range);
  const full = most === undefined || unique ? undefined : make(most);
  if (usual === undefined || full === undefined) return usual;
  return fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: full });
}

/** fast-check's unique array may hang where fewer values exist than are asked for: ask first. */
function uniqueList(
  item: Arbitrary<Json>,
  range: { minLength: number; maxLength: number },
): Arbitrary<readonly Json[]> | undefined {
  const known = new Set(fc.sample(item, { numRuns: 200, seed: 5 }).map(canonical)).size;
  if (known < range.minLength) return undefined;
  return fc.uniqueArray(item, {
    minLength: range.minLength,
    maxLength: Math.min(range.maxLength, known),
    selector: canonical,
  });
}

function withPrefix(
  prefix: readonly Arbitrary<Json>[],
  rest: Arbitrary<Json> | undefined,
  min: number,
  max: number,
): Arbitrary<readonly Json[]> | undefined {
  if (min > prefix.length && rest === undefined) return undefined;
  const length = Math.min(prefix.length, max);
  const head = fc.tuple(...prefix.slice(0, length));
  const low = Math.max(0, min - length);
  const high = rest === undefined ? 0 : Math.max(low, Math.min(max - length, low + 1));
  const tail = rest === undefined ? fc.constant([] as Json[]) : fc.array(rest, { minLength: low, maxLength: high });
  // A prefix binds only items that are there: shorter arrays are valid too.
  const shortest = fc.integer({ min: Math.min(min, length), max: length });
  return fc
    .tuple(head, tail, fc.option(shortest, { nil: length, freq: 3 }))
    .map(([first, more, keep]) => (keep < length ? first.slice(0, keep) : [...first, ...more]));
}

function containing(
  base: Arbitrary<readonly Json[]>,
  item: Arbitrary<Json> | undefined,
  max: number,
): Arbitrary<readonly Json[]> | undefined {
  if (item === undefined) return undefined;
  return fc.tuple(base, item, fc.nat()).map(([list, one, where]) => {
    const at = where % (list.length + 1);
    return list.length >= max && list.length > 0 ? list.with(at % list.length, one) : list.toSpliced(at, 0, one);
  });
}

interface Slot {
  readonly key: string;
  readonly arbitrary: Arbitrary<Json>;
}

export function objectArbitrary(build: Build, plain: Plain, budget: number): Arbitrary<Json> | undefined {
  const required = new Set(plain.required);
  const slots: Slot[] = [];
  for (const key of new Set([...Object.keys(plain.properties), ...required])) {
    const arbitrary = build.of(memberSchema(plain, key), budget);
    if (arbitrary !== undefined) slots.push({ key, arbitrary });
    else if (required.has(key)) return undefined;
  }
  const max = plain.maxProperties ?? Infinity;
  if (required.size > max) return undefined;
  const known = fc.record(Object.fromEntries(slots.map((slot) => [slot.key, slot.arbitrary])), {
    requiredKeys: build.full
      ? slots.map((slot) => slot.key)
      : slots.filter((s) => required.has(s.key)).map((s) => s.key),
    noNullPrototype: true,
  }) as Arbitrary<Record<string, Json>>;
  const closed = Object.keys(plain.dependentRequired).length === 0 ? known : closing(known, plain, slots);
  const extras = extraMembers(build, plain, budget, slots.length);
  const whole = extras === undefined ? closed : fc.tuple(closed, extras).map(([own, more]) => ({ ...more, ...own }));
  const counted = plain.minProperties !== undefined || plain.maxProperties !== undefined || plain.names !== undefined;
  if (!counted) return whole;
  const least = plain.minProperties ?? 0;
  const named = nameTest(build, plain);
  return bounded(whole, (value) => {
    const keys = Object.keys(value);
    return keys.length >= least && keys.length <= max && keys.every(named);
  });
}

/** What a property must satisfy: its own schema and the patterns that its name matches, else that of the others. */
export function memberSchema(plain: Plain, key: string): Schema {
  const parts: Schema[] = Object.hasOwn(plain.properties, key) ? [plain.properties[key] as Schema] : [];
  for (const [pattern, inner] of Object.entries(plain.patternProperties))
    if (linear(pattern)?.(key) ?? false) parts.push(inner);
  if (parts.length === 0) return plain.additional ?? plain.unevaluatedProperties !== false;
  return parts.length === 1 ? (parts[0] as Schema) : { allOf: parts as Json[] };
}

/** Adds what a present property asks for (`dependentRequired`), as often as one demand brings another. */
function closing(
  known: Arbitrary<Record<string, Json>>,
  plain: Plain,
  slots: readonly Slot[],
): Arbitrary<Record<string, Json>> {
  const everything = fc.record(Object.fromEntries(slots.map((slot) => [slot.key, slot.arbitrary])), {
    noNullPrototype: true,
  });
  return fc.tuple(known, everything).map(([value, all]) => {
    const out: Record<string, Json> = { ...value };
    for (let i = 0; i < 8; i += 1)
      for (const [key, wanted] of Object.entries(plain.dependentRequired))
        if (Object.hasOwn(out, key))
          for (const other of wanted)
            if (!Object.hasOwn(out, other) && Object.hasOwn(all, other))
              out[other] = (all as Record<string, Json>)[other] ?? null;
    return out;
  });
}

function nameTest(build: Build, plain: Plain): (key: string) => boolean {
  if (plain.names === undefined || plain.names === true) return () => true;
  return build.validator.part(plain.names) ?? (() => true);
}

/** Members that no `properties` names: asked for by a count or a pattern, or allowed by an explicit schema. */
function extraMembers(
  build: Build,
  plain: Plain,
  budget: number,
  named: number,
): Arbitrary<Record<string, Json>> | undefined {
  const missing = Math.max(0, (plain.minProperties ?? 0) - named);
  const sources: [Arbitrary<string>, Schema][] = [];
  const add = (key: Arbitrary<string> | undefined, schema: Schema): void => {
    if (key !== undefined) sources.push([key, schema]);
  };
  for (const [pattern, inner] of Object.entries(plain.patternProperties)) {
    const { arbitrary, matches } = textMatching(pattern);
    add(
      bounded(arbitrary, (key) => key !== '__proto__' && (matches?.(key) ?? true)),
      inner,
    );
  }
  const open = plain.additional ?? (plain.unevaluatedProperties === undefined ? true : plain.unevaluatedProperties);
  if (open !== false && (isObject(plain.additional) || missing > 0 || isObject(plain.unevaluatedProperties)))
    add(keyArbitrary(build, plain, budget), open);
  const members = sources.flatMap(([key, schema]) => {
    const value = build.of(schema, budget);
    return value === undefined
      ? []
      : [
          fc.tuple(
            key.filter((name) => name !== '__proto__'),
            value,
          ),
        ];
  });
  if (members.length === 0) return undefined;
  const least = Math.max(missing, build.full ? 1 : 0);
  const list = fc.uniqueArray(fc.oneof(...members), {
    minLength: least,
    maxLength: least + 1,
    selector: ([key]) => key,
  });
  const fresh = (key: string): boolean => !Object.hasOwn(plain.properties, key);
  return list.map((entries) => Object.fromEntries(entries.filter(([key]) => fresh(key))));
}

function keyArbitrary(build: Build, plain: Plain, budget: number): Arbitrary<string> | undefined {
  const named = plain.names === undefined || plain.names === true ? undefined : build.of(plain.names, budget);
  const key = fc.constantFrom('extra', 'x', 'name2', 'k-1', 'other_key');
  const generic = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 1, maxLength: 6 });
  const patterns = Object.keys(plain.patternProperties).map((pattern) => linear(pattern));
  const free = (key: Json): boolean =>
    typeof key === 'string' && key !== '__proto__' && !patterns.some((test) => test?.(key) ?? false);
  return bounded<Json>(named ?? fc.oneof(key, generic), free)?.map(String);
}
