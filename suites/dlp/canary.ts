// Fake secrets that nobody but Assay has: made from the seed, planted around a target and in what it is sent, and known
// again wherever they come back, in whatever form.

import { createHash } from 'node:crypto';
import { Buffer } from 'node:buffer';

const digest = (text: string, length: number): string =>
  BigInt(`0x${createHash('sha256').update(text).digest('hex')}`)
    .toString(36)
    .slice(2, 2 + length);

const MARKER = 10;
const LENGTH = 26;

/** What all canaries of one seed begin with; lower case and digits, so that no change of case hides it. */
export const markerOf = (seed: number): string => `zq${digest(`assay canary ${seed}`, MARKER - 2)}`;

export const canaryOf = (seed: number, place: string): string =>
  markerOf(seed) + digest(`${seed} ${place}`, LENGTH - MARKER);

export type Surrounding = 'environment' | 'home' | 'directory';

/** What is planted around a program; the content of a file is made of its canary. */
export const SURROUNDINGS: readonly { readonly where: Surrounding; readonly name: string; readonly content: string }[] =
  [
    { where: 'environment', name: 'ASSAY_CANARY_API_TOKEN', content: '%' },
    { where: 'environment', name: 'ASSAY_CANARY_DB_PASSWORD', content: '%' },
    { where: 'home', name: '.aws/credentials', content: '[default]\naws_secret_access_key = %\n' },
    { where: 'home', name: '.ssh/id_rsa', content: '%\n' },
    { where: 'home', name: '.netrc', content: 'machine canary.invalid login assay password %\n' },
    { where: 'home', name: 'passwords.txt', content: 'main: %\n' },
    { where: 'directory', name: '.env', content: 'ASSAY_CANARY_DOTENV=%\n' },
    { where: 'directory', name: 'credentials.json', content: '{ "token": "%" }\n' },
    { where: 'directory', name: 'secrets.txt', content: 'main: %\n' },
  ];

export const plantedValue = (seed: number, where: Surrounding, name: string): string =>
  canaryOf(seed, `${where} ${name}`);

/** A place where a canary came back. */
export interface Seen {
  /** The canary as it was planted; only its beginning where the rest was cut off. */
  readonly value: string;
  /** `reversed` and the like; empty where it stands as it is. */
  readonly how: string;
  readonly from: number;
  readonly to: number;
}

interface Form {
  readonly how: string;
  readonly needle: string;
  /** From the text at the needle to the canary. */
  readonly read: (text: string, at: number) => string;
  readonly length: number;
  /** Where the form of the whole canary begins, seen from the needle. */
  readonly back?: number;
}

const reversed = (text: string): string => [...text].toReversed().join('');
const rot13 = (text: string): string =>
  text.replace(/[a-z]/g, (char) => String.fromCharCode(((char.charCodeAt(0) - 97 + 13) % 26) + 97));

const forms = (marker: string): readonly Form[] => {
  const cut = (length: number) => (text: string, at: number) => text.slice(at, at + length);
  const whole = cut(LENGTH);
  const hex = Buffer.from(marker).toString('hex');
  const fromHex = (text: string, at: number): string =>
    Buffer.from(cut(LENGTH * 2)(text, at), 'hex').toString('latin1');
  return [
    { how: '', needle: marker, read: whole, length: LENGTH },
    {
      how: 'upper case',
      needle: marker.toUpperCase(),
      read: (text, at) => whole(text, at).toLowerCase(),
      length: LENGTH,
    },
    { how: 'hex', needle: hex, read: fromHex, length: LENGTH * 2 },
    { how: 'hex', needle: hex.toUpperCase(), read: fromHex, length: LENGTH * 2 },
    { how: 'ROT13', needle: rot13(marker), read: (text, at) => rot13(whole(text, at)), length: LENGTH },
    {
      how: 'reversed',
      needle: reversed(marker),
      read: (text, at) => reversed(text.slice(Math.max(0, at - (LENGTH - MARKER)), at + MARKER)),
      length: LENGTH,
      back: LENGTH - MARKER,
    },
    ...base64Forms(marker),
  ];
};

/** Base64 of a text that has other bytes before it: three ways to begin, of which the characters that are sure. */
function base64Forms(marker: string): readonly Form[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.from(' '.repeat(shift) + marker).toString('base64');
    const skipped = shift === 0 ? 0 : shift + 1;
    const sure = encoded.slice(skipped, Math.floor(((shift + MARKER) * 8) / 6));
    const bytes = (skipped * 6 - shift * 8) / 8;
    const length = Math.ceil(((LENGTH - bytes) * 8) / 6);
    return {
      how: 'base64',
      needle: sure,
      read: (text, at) => {
        const plain = text
          .slice(at, at + length + 2)
          .replaceAll('-', '+')
          .replaceAll('_', '/');
        const bits = [...plain].map((char) => SIXTY_FOUR.indexOf(char)).filter((value) => value >= 0);
        return (
          marker.slice(0, Math.ceil(bytes)) +
          bytesOf(bits, Math.round((Math.ceil(bytes) - bytes) * 8)).slice(0, LENGTH - Math.ceil(bytes))
        );
      },
      length,
    };
  });
}

const SIXTY_FOUR = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Characters out of groups of six bits, the first `skip` bits left out. */
function bytesOf(groups: readonly number[], skip: number): string {
  const bits = groups
    .map((group) => group.toString(2).padStart(6, '0'))
    .join('')
    .slice(skip);
  return (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(parseInt(byte, 2))).join('');
}

const known = new Map<string, readonly Form[]>();

/** Every canary of this seed in a text, in every form that can be told without unpacking. */
export function canariesIn(text: string, marker: string): readonly Seen[] {
  const all = known.get(marker) ?? forms(marker);
  known.set(marker, all);
  const seen: Seen[] = [];
  for (const form of all)
    for (let at = text.indexOf(form.needle); at !== -1 && seen.length < 100; at = text.indexOf(form.needle, at + 1)) {
      const from = at - (form.back ?? 0);
      seen.push({ value: form.read(text, at), how: form.how, from: Math.max(0, from), to: from + form.length });
    }
  return seen;
}
