// Check digits of numbers that people and accounts have, each by its published rule.

const at = (digits: string, index: number): number => digits.charCodeAt(index) - 48;

export const sum = (digits: string, weights: readonly number[]): number =>
  weights.reduce((total, weight, index) => total + weight * at(digits, index), 0);

/** ISO/IEC 7812 annex B. */
export function luhn(digits: string): boolean {
  let total = 0;
  for (let index = digits.length - 1, twice = false; index >= 0; index -= 1, twice = !twice) {
    const value = twice ? at(digits, index) * 2 : at(digits, index);
    total += value > 9 ? value - 9 : value;
  }
  return total % 10 === 0;
}

/** ISO/IEC 7064, MOD 97-10, letters as two digits. */
export function mod97(text: string): number {
  let rest = 0;
  for (const char of text) {
    const value = parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** ISO/IEC 7064, MOD 11,10. */
export function mod1110(digits: string): boolean {
  let product = 10;
  for (let index = 0; index < digits.length - 1; index += 1) {
    const one = (at(digits, index) + product) % 10 || 10;
    product = (one * 2) % 11;
  }
  return (11 - product) % 10 === at(digits, digits.length - 1);
}

const TURN = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
  [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
  [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
  [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
  [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
  [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
  [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
  [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
  [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];
const SHIFT = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
  [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
  [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
  [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
  [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
  [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
  [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
];

/** Verhoeff's check of the dihedral group of order ten. */
export function verhoeff(digits: string): boolean {
  let check = 0;
  for (let index = 0; index < digits.length; index += 1)
    check = TURN[check]?.[SHIFT[index % 8]?.[at(digits, digits.length - 1 - index)] ?? 0] ?? 0;
  return check === 0;
}

/** A day that exists, the year left open. */
export const isDay = (month: string, day: string): boolean =>
  Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;

/** The last character that makes a number right, by trying: samples are made with the rule that judges them. */
export function completed(body: string, endings: string, right: (whole: string) => boolean): string | undefined {
  for (const ending of endings) if (right(body + ending)) return body + ending;
  return undefined;
}
