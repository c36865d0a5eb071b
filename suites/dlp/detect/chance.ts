// Random text from alphabets, and its opposite: telling what a generator made from what a person typed as a stand-in.

import type { Random } from './detector.ts';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

export const ALPHABETS = {
  digit: DIGITS,
  hex: `${DIGITS}abcdef`,
  upper: UPPER + DIGITS,
  lower: LOWER + DIGITS,
  letters: UPPER + LOWER,
  capitals: UPPER,
  base32: `${UPPER}234567`,
  alnum: UPPER + LOWER + DIGITS,
  word: `${UPPER}${LOWER}${DIGITS}_-`,
  base64: `${UPPER}${LOWER}${DIGITS}+/`,
} as const;

export type Alphabet = keyof typeof ALPHABETS;

/** Character class of an alphabet, for a regular expression. */
export const classOf = (alphabet: Alphabet): string =>
  ({
    digit: '[0-9]',
    hex: '[0-9a-f]',
    upper: '[A-Z0-9]',
    lower: '[a-z0-9]',
    letters: '[A-Za-z]',
    capitals: '[A-Z]',
    base32: '[A-Z2-7]',
    alnum: '[A-Za-z0-9]',
    word: '[A-Za-z0-9_-]',
    base64: '[A-Za-z0-9+/]',
  })[alphabet];

export const pick = <T>(random: Random, list: ArrayLike<T>): T => list[Math.floor(random() * list.length)] as T;

export const between = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

/** Random text; a first letter that is no digit where the length allows, so that it is told from a number. */
export function text(random: Random, alphabet: Alphabet, length: number): string {
  let made = '';
  for (let index = 0; index < length; index += 1) made += pick(random, ALPHABETS[alphabet]);
  return made;
}

/** Bits for each character, from their frequencies in the text itself. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

const STAND_IN =
  /example|sample|placeholder|dummy|redact|replace|insert|change.?me|your|xxxx|0000000|\*\*\*|\.\.\.|<|>|\$\{|\{\{|12345678|abcdefg|qwerty|deadbeef|testtest|foobar|lorem/i;

/** Written to stand for a secret: masked, a word for it, or one pattern over and over. */
export const standIn = (value: string): boolean => STAND_IN.test(value) || /(.)\1{5}/.test(value) || repeats(value);

/** The same few characters over and over. */
function repeats(value: string): boolean {
  for (const period of [1, 2, 3, 4]) {
    if (value.length < period * 4) continue;
    let same = 0;
    for (let index = period; index < value.length; index += 1) if (value[index] === value[index - period]) same += 1;
    if (same > (value.length - period) * 0.7) return true;
  }
  return false;
}

/** As varied as what a generator makes; thresholds leave out fewer than one random value in ten thousand. */
export function looksRandom(value: string): boolean {
  if (value.length < 8 || standIn(value)) return false;
  const hex = /^[0-9a-f]+$/i.test(value);
  const most = Math.log2(Math.min(value.length, hex ? 16 : 62));
  return entropy(value) >= Math.min(most * 0.72, hex ? 2.7 : 3.4);
}
