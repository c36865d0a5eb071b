// Numbers and texts that satisfy a flat set of demands, drawn more often from the edges than from the middle.

import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';

import type { Json } from '../kernel/recording.ts';
import { bounded } from './bounded.ts';
import { textOfFormat } from './formats.ts';
import { HOSTILE } from './hostile.ts';
import { textMatching, withLengths } from './pattern.ts';
import type { Plain } from './plain.ts';

/** `plain`: what a careful user would send. `wild`: also what only the schema allows. */
export type Temper = 'plain' | 'wild';

const INT32 = { low: -(2 ** 31), high: 2 ** 31 - 1 };

/** Lowest and highest value allowed, and whether a bound was said at all. */
function span(plain: Plain, integer: boolean): { low: number; high: number; lowSaid: boolean; highSaid: boolean } {
  const step = integer ? 1 : 0;
  const { exclusiveMinimum: over, exclusiveMaximum: under } = plain;
  const lows = [plain.minimum, over === undefined ? undefined : over + (step || nudge(over))];
  const highs = [plain.maximum, under === undefined ? undefined : under - (step || nudge(under))];
  const low = Math.max(...lows.filter((n) => n !== undefined), -Infinity);
  const high = Math.min(...highs.filter((n) => n !== undefined), Infinity);
  const narrow = plain.format === 'int32';
  return {
    low: Number.isFinite(low) ? (integer ? Math.ceil(low) : low) : narrow ? INT32.low : -Infinity,
    high: Number.isFinite(high) ? (integer ? Math.floor(high) : high) : narrow ? INT32.high : Infinity,
    lowSaid: Number.isFinite(low),
    highSaid: Number.isFinite(high),
  };
}

/** A small step away from an exclusive bound that survives printing. */
const nudge = (bound: number): number => Math.max(Math.abs(bound) * 1e-9, 1e-6);

export function numberArbitrary(plain: Plain, integer: boolean, temper: Temper): Arbitrary<Json> | undefined {
  const { low, high, lowSaid, highSaid } = span(plain, integer);
  if (low > high) return undefined;
  const multiple = plain.multiples[0];
  const inside = (n: number): boolean => n >= low && n <= high && (!integer || Number.isInteger(n));
  if (multiple !== undefined && multiple > 0) return multiplesOf(multiple, low, high, plain, integer);
  const [from, to] = window(low, high, lowSaid, highSaid);
  const middle = integer
    ? fc.integer({ min: from, max: to })
    : fc.double({ min: from, max: to, noNaN: true }).map(printable).filter(inside);
  if (temper === 'plain') return middle;
  const far = integer
    ? [2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53 - 1, -(2 ** 53) + 1]
    : [2 ** 53, 1e21, -1e21, 1e-7, 0.1];
  const edges = [low, high, low + 1, high - 1, 0, 1, -1, ...far].filter((n) => Number.isFinite(n) && inside(n));
  return edges.length === 0
    ? middle
    : fc.oneof({ weight: 4, arbitrary: middle }, { weight: 1, arbitrary: fc.constantFrom(...new Set(edges)) });
}

/** The stretch the usual values come from: close to a said bound, or around zero. */
function window(low: number, high: number, lowSaid: boolean, highSaid: boolean): readonly [number, number] {
  if (lowSaid && highSaid) return [low, high];
  if (lowSaid) return [low, Math.min(high, low + 1000)];
  if (highSaid) return [Math.max(low, high - 1000), high];
  return [Math.max(low, -1000), Math.min(high, 1000)];
}

/** At most six decimals and never -0: a rounding of ours must not read as a mistake of the target. */
const printable = (n: number): number => {
  const rounded = Math.round(n * 1e6) / 1e6;
  return Object.is(rounded, -0) || !Number.isFinite(rounded) ? 0 : rounded;
};

function multiplesOf(
  step: number,
  low: number,
  high: number,
  plain: Plain,
  integer: boolean,
): Arbitrary<Json> | undefined {
  const from = Math.max(Math.ceil(low / step), -1000);
  const to = Math.min(Math.floor(high / step), Math.max(from, 0) + 1000);
  if (from > to) return undefined;
  const digits = (String(step).split('.')[1] ?? '').length;
  const others = plain.multiples.slice(1);
  const fits = (n: number): boolean =>
    n >= low && n <= high && (!integer || Number.isInteger(n)) && others.every((other) => Number.isInteger(n / other));
  const values = fc.integer({ min: from, max: to }).map((k) => Number((k * step).toFixed(Math.min(digits, 12))));
  return bounded(values, fits);
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789 -_.';

const plainText = (min: number, max: number): Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...LETTERS), minLength: min, maxLength: Math.max(min, Math.min(max, min + 12)) });

/** Code points, as JSON Schema counts lengths (2020-12 validation, section 6.3.1). */
export const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};

/** Longest text that a boundary case sends. */
const LONG = 20_000;
/** The longest that is made at all: a schema that wants more gets no value. */
const LONGEST = 1_000_000;

export function textArbitrary(plain: Plain, temper: Temper): Arbitrary<Json> | undefined {
  const min = Math.max(0, Math.ceil(plain.minLength ?? 0));
  const max = Math.floor(plain.maxLength ?? Infinity);
  if (min > max) return undefined;
  const fits = (text: string): boolean => lengthOf(text) >= min && lengthOf(text) <= max;
  const [pattern] = plain.patterns;
  if (pattern !== undefined) return patternText(plain, fits);
  const formatted = plain.format === undefined ? undefined : textOfFormat(plain.format);
  if (formatted !== undefined) {
    const bound = plain.minLength === undefined && plain.maxLength === undefined ? formatted : bounded(formatted, fits);
    if (bound !== undefined) return bound;
  }
  if (min > LONGEST) return undefined;
  if (min > LONG) return fc.constant('a'.repeat(min));
  if (temper === 'plain') return plainText(Math.max(min, max >= 1 ? 1 : 0), max);
  const hostile = HOSTILE.map((entry) => entry.text).filter((text) => text.length <= 2048 && fits(text));
  const edges = [min, max].filter((n) => n <= LONG).map((n) => 'a'.repeat(n));
  return fc.oneof(
    { weight: 5, arbitrary: plainText(min, max) },
    { weight: 1, arbitrary: fc.constantFrom(...edges) },
    ...(hostile.length === 0 ? [] : [{ weight: 2, arbitrary: fc.constantFrom(...hostile) }]),
  );
}

function patternText(plain: Plain, fits: (text: string) => boolean): Arbitrary<Json> | undefined {
  const sources = plain.patterns.map((pattern) => textMatching(pattern));
  const [first, pattern] = [sources[0], plain.patterns[0]];
  if (first === undefined || pattern === undefined) return undefined;
  const exact = sources.length === 1 && !first.loose && plain.minLength === undefined && plain.maxLength === undefined;
  if (exact) return first.arbitrary;
  const tests = sources.flatMap((source) => (source.matches === undefined ? [] : [source.matches]));
  const passes = (text: string): boolean => fits(text) && tests.every((test) => test(text));
  const given = plain.examples.filter((value): value is string => typeof value === 'string');
  const formatted = plain.format === undefined ? undefined : textOfFormat(plain.format);
  const sized = withLengths(pattern, plain.minLength ?? 0, plain.maxLength ?? Infinity);
  const made = [textMatching(sized).arbitrary, ...plain.patterns.map((source) => textMatching(source, '+1').arbitrary)];
  return bounded(fc.oneof(...(formatted === undefined ? made : [formatted, ...made])), passes, given);
}
