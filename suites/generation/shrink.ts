// Makes a failing value as small as it gets, whatever made it: the counterexample a person reads is the simplest one.
//
// fast-check shrinks along the path on which it generated; near misses, replayed findings and values from earlier
// answers have no such path. Here the value itself is simplified, and whoever asks says which candidates still belong
// to the same class (valid, or forbidden for the same one reason) and which still fail.

import { isObject } from '../kernel/look.ts';
import type { Json } from '../kernel/recording.ts';

/** How simple a value is; smaller is simpler, compared member by member. */
type Measure = readonly [parts: number, text: number, digits: number, oddness: number];

export function measure(value: Json): Measure {
  let [parts, text, digits, oddness] = [0, 0, 0, 0];
  const walk = (here: Json): void => {
    parts += 1;
    if (typeof here === 'string') {
      const chars = Array.from(here);
      text += chars.length;
      for (const char of chars) oddness += char === 'a' ? 0 : (char.codePointAt(0) ?? 0) + 1;
    } else if (typeof here === 'number') {
      digits += Math.abs(here);
      oddness += (here < 0 ? 1 : 0) + (Number.isInteger(here) ? 0 : 2);
    } else if (here === true) oddness += 1;
    else if (Array.isArray(here)) for (const inner of here as readonly Json[]) walk(inner);
    else if (isObject(here)) for (const inner of Object.values(here)) walk(inner);
  };
  walk(value);
  return [parts, text, digits, oddness];
}

export function simpler(a: Json, b: Json): boolean {
  const [left, right] = [measure(a), measure(b)];
  for (const [i, n] of left.entries()) if (n !== right[i]) return n < (right[i] ?? 0);
  return false;
}

/** Simpler values of the same JSON type, boldest first. */
export function* candidates(value: Json): Generator<Json> {
  if (typeof value === 'string') yield* texts(value);
  else if (typeof value === 'number') yield* numbers(value);
  else if (value === true) yield false;
  else if (Array.isArray(value)) yield* lists(value as readonly Json[]);
  else if (isObject(value)) yield* objects(value);
}

/** Code points, so that no candidate splits a pair and becomes a text of another kind. */
function* texts(value: string): Generator<string> {
  const chars = Array.from(value);
  const join = (list: readonly string[]): string => list.join('');
  if (chars.length === 0) return;
  yield '';
  if (chars.length > 1) yield 'a';
  for (const char of new Set(chars.slice(0, 40))) if (chars.length > 1 && char !== 'a') yield char;
  if (chars.some((char) => char !== 'a')) yield 'a'.repeat(chars.length);
  const uniform = new Set(chars).size === 1;
  for (let size = chars.length >> 1; size >= 1; size = size >> 1) {
    const starts = uniform ? [0] : spread(chars.length, size, 12);
    for (const start of starts) yield join(chars.toSpliced(start, size));
  }
  for (const i of spread(chars.length, 1, 24)) if (chars[i] !== 'a') yield join(chars.with(i, 'a'));
}

/** Starts of blocks of this size, at most `most` of them, over the whole length. */
function spread(length: number, size: number, most: number): readonly number[] {
  const count = Math.ceil(length / size);
  const step = Math.max(1, Math.ceil(count / most));
  return Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step * size);
}

function* numbers(value: number): Generator<number> {
  if (value === 0) return;
  yield 0;
  if (value < 0) yield -value;
  const whole = Math.trunc(value);
  if (whole !== value) yield whole;
  for (let off = whole; Math.abs(off) >= 1; off = Math.trunc(off / 2)) if (whole - off !== 0) yield whole - off;
}

function* lists(list: readonly Json[]): Generator<Json> {
  if (list.length === 0) return;
  yield [];
  for (let size = list.length >> 1; size >= 1; size = size >> 1)
    for (const start of spread(list.length, size, 16)) yield list.toSpliced(start, size);
  yield* twins(list);
  for (const [i, inner] of list.slice(0, 16).entries())
    for (const smaller of candidates(inner)) yield list.with(i, smaller);
}

/** Equal items made smaller together: what fails because two are the same must not stop there. */
function* twins(list: readonly Json[]): Generator<Json> {
  const texts = list.map((item) => JSON.stringify(item));
  const twin = texts.findIndex((text, i) => texts.indexOf(text) !== i);
  const inner = list[twin];
  if (inner === undefined) return;
  for (const smaller of candidates(inner)) yield list.map((item, i) => (texts[i] === texts[twin] ? smaller : item));
}

function* objects(value: { readonly [key: string]: Json }): Generator<Json> {
  const entries = Object.entries(value);
  if (entries.length === 0) return;
  yield {};
  for (const [key] of entries)
    if (entries.length > 2) yield Object.fromEntries(entries.filter(([name]) => name === key));
  for (const [key] of entries) yield Object.fromEntries(entries.filter(([name]) => name !== key));
  for (const [key, inner] of entries)
    for (const smaller of candidates(inner))
      yield Object.fromEntries(entries.map((e) => (e[0] === key ? [key, smaller] : e)));
}

export interface Shrinking {
  /** Candidates outside the class are dropped unasked. */
  readonly belongs: (value: Json) => boolean;
  /** Asks the target. */
  readonly fails: (value: Json) => Promise<boolean>;
  /** Questions to the target at most. */
  readonly most: number;
}

export interface Shrunk {
  readonly value: Json;
  readonly asked: number;
  /** Nothing simpler fails; `false` where the questions ran out. */
  readonly minimal: boolean;
}

export async function shrink(start: Json, { belongs, fails, most }: Shrinking): Promise<Shrunk> {
  let best = start;
  let asked = 0;
  const tried = new Set<string>();
  for (let improved = true; improved;) {
    improved = false;
    for (const candidate of candidates(best)) {
      const text = JSON.stringify(candidate);
      if (tried.has(text) || !simpler(candidate, best)) continue;
      tried.add(text);
      if (!belongs(candidate)) continue;
      if (asked >= most) return { value: best, asked, minimal: false };
      asked += 1;
      if (!(await fails(candidate))) continue;
      best = candidate;
      improved = true;
      break;
    }
  }
  return { value: best, asked, minimal: true };
}
