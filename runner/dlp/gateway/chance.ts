// Made-up characters from seeded chance: every planted value is drawn here, none stands in the sources.

export type Random = () => number;

export const below = (random: Random, limit: number): number => Math.floor(random() * limit);

export const pick = <T>(random: Random, items: readonly T[]): T => items[below(random, items.length)] as T;

const DIGITS = '0123456789';
export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const ALPHANUMERIC = `${UPPER}${LOWER}${DIGITS}`;
/** Base32, as AWS writes its key ids. */
export const BASE32 = `${UPPER}234567`;
export const BASE64 = `${ALPHANUMERIC}+/`;
export const BASE64URL = `${ALPHANUMERIC}-_`;

export const letters = (random: Random, alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[below(random, alphabet.length)]).join('');

export const digits = (random: Random, length: number): string => letters(random, DIGITS, length);
export const hexadecimal = (random: Random, length: number): string => letters(random, '0123456789abcdef', length);
export const lower = (random: Random, length: number): string => letters(random, LOWER, length);

/** The check digit that makes a number pass Luhn (ISO/IEC 7812-1, annex B). */
export function luhnDigit(number: string): string {
  const sum = [...number]
    .reverse()
    .map(Number)
    .reduce(
      (total, digit, index) => total + (index % 2 === 0 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit),
      0,
    );
  return String((10 - (sum % 10)) % 10);
}

/** The check digits of an IBAN (ISO 13616, modulo 97-10). */
export function ibanDigits(country: string, account: string): string {
  const rearranged = `${account}${country}00`;
  const numeric = [...rearranged].map((letter) => parseInt(letter, 36)).join('');
  const rest = [...numeric].reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0);
  return String(98 - rest).padStart(2, '0');
}
