// Bounds of numbers, lengths and counts, steps, patterns, formats and encodings.

import type { JsonObject } from '../../kernel/recording.ts';
import { same } from '../canonical.ts';
import type { Path, Walk } from './compare.ts';
import { put } from './compare.ts';
import type { Effect } from './effect.ts';
import { typesOf } from './resolve.ts';
import type { TypeName } from './resolve.ts';

const applies = (before: JsonObject, after: JsonObject, types: readonly TypeName[]): boolean =>
  types.some((type) => typesOf(before).has(type) && typesOf(after).has(type));

/** Counts: a missing lower bound is 0, a missing upper bound is none. */
const COUNTS: readonly (readonly [key: string, type: TypeName, lower: boolean])[] = [
  ['minLength', 'string', true],
  ['maxLength', 'string', false],
  ['minItems', 'array', true],
  ['maxItems', 'array', false],
  ['minProperties', 'object', true],
  ['maxProperties', 'object', false],
];

export function compareLimits(walk: Walk, before: JsonObject, after: JsonObject, path: Path): void {
  for (const [key, type, lower] of COUNTS) {
    if (same(before[key], after[key])) continue;
    const fallback = lower ? 0 : Number.POSITIVE_INFINITY;
    limit(walk, before, after, [...path, key], numberOr(before[key], fallback), numberOr(after[key], fallback), lower, [
      type,
    ]);
  }
  compareBounds(walk, before, after, path);
  compareStep(walk, before, after, path);
  compareUnique(walk, before, after, path);
  comparePattern(walk, before, after, path);
  compareFormat(walk, before, after, path);
  compareContent(walk, before, after, path);
}

const numberOr = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback);

function limit(
  walk: Walk,
  before: JsonObject,
  after: JsonObject,
  path: Path,
  old: number,
  now: number,
  lower: boolean,
  types: readonly TypeName[],
): void {
  if (old === now) return;
  const key = String(path.at(-1));
  const more = { before: before[key], after: after[key] };
  if (!applies(before, after, types))
    return put(walk, path, 'limit-without-effect', 'text', `${key} says nothing about this type`, more);
  const narrower = lower ? now > old : now < old;
  put(
    walk,
    path,
    narrower ? 'limit-tightened' : 'limit-relaxed',
    narrower ? 'narrower' : 'wider',
    `${key} ${old} → ${now}`,
    more,
  );
}

interface Bound {
  readonly value: number;
  readonly open: boolean;
}

/** The stronger of the inclusive and the exclusive bound. */
function boundOf(schema: JsonObject, lower: boolean, whole: boolean): Bound {
  const none = lower ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const closed = numberOr(schema[lower ? 'minimum' : 'maximum'], none);
  const open = numberOr(schema[lower ? 'exclusiveMinimum' : 'exclusiveMaximum'], none);
  const isOpen = lower ? open >= closed && open !== none : open <= closed && open !== none;
  const value = isOpen ? open : closed;
  if (!whole || !Number.isFinite(value)) return { value, open: isOpen };
  // Between integers an open bound is the next closed one.
  if (lower) return { value: isOpen ? Math.floor(value) + 1 : Math.ceil(value), open: false };
  return { value: isOpen ? Math.ceil(value) - 1 : Math.floor(value), open: false };
}

function compareBounds(walk: Walk, before: JsonObject, after: JsonObject, path: Path): void {
  const whole = !typesOf(before).has('fraction') && !typesOf(after).has('fraction');
  for (const lower of [true, false]) {
    const keys = lower ? ['minimum', 'exclusiveMinimum'] : ['maximum', 'exclusiveMaximum'];
    if (keys.every((key) => same(before[key], after[key]))) continue;
    const [old, now] = [boundOf(before, lower, whole), boundOf(after, lower, whole)];
    const key = keys.find((one) => after[one] !== undefined) ?? keys[0] ?? 'minimum';
    const more = { before: before[key], after: after[key] };
    if (old.value === now.value && old.open === now.open) continue;
    if (!applies(before, after, ['integer', 'fraction'])) {
      put(walk, [...path, key], 'limit-without-effect', 'text', `${key} says nothing about this type`, more);
      continue;
    }
    const narrower = old.value === now.value ? now.open : lower ? now.value > old.value : now.value < old.value;
    put(
      walk,
      [...path, key],
      narrower ? 'limit-tightened' : 'limit-relaxed',
      narrower ? 'narrower' : 'wider',
      `${key} ${old.value} → ${now.value}`,
      more,
    );
  }
}

function compareStep(walk: Walk, before: JsonObject, after: JsonObject, path: Path): void {
  const [old, now] = [before['multipleOf'], after['multipleOf']];
  if (same(old, now)) return;
  const at = [...path, 'multipleOf'];
  const more = { before: old, after: now };
  const divides = (part: unknown, of: unknown): boolean =>
    typeof part === 'number' &&
    typeof of === 'number' &&
    part > 0 &&
    Number.isInteger(Math.round((of / part) * 1e9) / 1e9);
  if (!applies(before, after, ['integer', 'fraction']))
    put(walk, at, 'limit-without-effect', 'text', 'no number is allowed here', more);
  else if (old === undefined) {
    const harmless = now === 1 && !typesOf(before).has('fraction');
    if (!harmless) put(walk, at, 'step-added', 'narrower', `only multiples of ${String(now)}`, more);
  } else if (now === undefined) put(walk, at, 'step-removed', 'wider', `not only multiples of ${String(old)}`, more);
  else if (divides(old, now))
    put(walk, at, 'step-coarser', 'narrower', `multiples of ${String(old)} → ${String(now)}`, more);
  else if (divides(now, old))
    put(walk, at, 'step-finer', 'wider', `multiples of ${String(old)} → ${String(now)}`, more);
  else put(walk, at, 'step-changed', 'both', `multiples of ${String(old)} → ${String(now)}`, more);
}

function compareUnique(walk: Walk, before: JsonObject, after: JsonObject, path: Path): void {
  const [old, now] = [before['uniqueItems'] === true, after['uniqueItems'] === true];
  if (old === now) return;
  const effect: Effect = !applies(before, after, ['array']) ? 'text' : now ? 'narrower' : 'wider';
  put(
    walk,
    [...path, 'uniqueItems'],
    now ? 'items-unique' : 'items-repeat',
    effect,
    now ? 'items must differ' : 'items may repeat',
  );
}

function comparePattern(walk: Walk, before: JsonObject, after: JsonObject, path: Path): void {
  const [old, now] = [before['pattern'], after['pattern']];
  if (same(old, now)) return;
  const at = [...path, 'pattern'];
  const more = { before: old, after: now };
  if (!applies(before, after, ['string']))
    put(walk, at, 'limit-without-effect', 'text', 'no text is allowed here', more);
  else if (old === undefined)
    put(walk, at, 'pattern-added', matchesAll(now) ? 'text' : 'narrower', `must match ${String(now)}`, more);
  else if (now === undefined)
    put(walk, at, 'pattern-removed', matchesAll(old) ? 'text' : 'wider', `need not match ${String(old)}`, more);
  else
    put(walk, at, 'pattern-changed', 'unknown', `${String(old)} → ${String(now)}`, {
      ...more,
      pair: [textOnly(before), textOnly(after)],
    });
}

const matchesAll = (pattern: unknown): boolean =>
  pattern === '' || pattern === '^' || pattern === '$' || pattern === '.*' || pattern === '^.*$';

/** The part of a schema that is about texts, to try values on it alone. */
const textOnly = (schema: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries({ ...schema, type: 'string' }).filter(([key]) =>
      ['type', 'minLength', 'maxLength', 'pattern'].includes(key),
    ),
  );

/** Formats that hold every value of another. */
const HOLDS: Readonly<Record<string, readonly string[]>> = {
  'uri-reference': ['uri'],
  iri: ['uri'],
  'iri-reference': ['uri', 'uri-reference', 'iri'],
  'idn-email': ['email'],
  'idn-hostname': ['hostname'],
  int64: ['int32'],
  double: ['float', 'int32'],
};

function compareFormat(walk: Walk, before: JsonObject, after: JsonObject, path: Path): void {
  const [old, now] = [before['format'], after['format']];
  if (same(old, now)) return;
  const at = [...path, 'format'];
  const more = { before: old, after: now };
  // An annotation by default (2020-12, validation, section 7), yet servers validate it: what is announced may be enforced.
  if (old === undefined)
    put(walk, at, 'format-added', 'narrower', `values that are no ${String(now)} may be refused`, more);
  else if (now === undefined)
    put(walk, at, 'format-removed', 'wider', `values need be no ${String(old)} any more`, more);
  else if (HOLDS[String(now)]?.includes(String(old)) === true)
    put(walk, at, 'format-relaxed', 'wider', `${String(old)} → ${String(now)}`, more);
  else if (HOLDS[String(old)]?.includes(String(now)) === true)
    put(walk, at, 'format-tightened', 'narrower', `${String(old)} → ${String(now)}`, more);
  else put(walk, at, 'format-changed', 'both', `${String(old)} → ${String(now)}`, more);
}

function compareContent(walk: Walk, before: JsonObject, after: JsonObject, path: Path): void {
  for (const key of ['contentEncoding', 'contentMediaType']) {
    const [old, now] = [before[key], after[key]];
    if (same(old, now)) continue;
    const effect: Effect = old === undefined ? 'narrower' : now === undefined ? 'wider' : 'both';
    put(walk, [...path, key], 'content-changed', effect, `${key} ${String(old)} → ${String(now)}`, {
      before: old,
      after: now,
    });
  }
}
