// How a planted value is dressed, and how a reader gets it back: decoding is lenient, since a part may already tell it.

import { constants, gunzipSync, gzipSync } from 'node:zlib';

export interface Encoding {
  readonly id: string;
  readonly encode: (text: string) => string;
  /** What a reader who knows the encoding makes of a text that may hold such a value; several readings are joined. */
  readonly decode: (text: string) => string;
}

const escapeEach = (text: string, write: (code: number) => string): string =>
  Array.from({ length: text.length }, (_, index) => write(text.charCodeAt(index))).join('');

const BASE64_RUN = /[A-Za-z0-9+/_-]{12,}={0,2}/g;
const HEX_RUN = /[0-9a-f]{12,}/gi;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Each run that may be Base64, from each of the four places where its first group may begin. */
const base64Runs = (text: string): readonly Buffer[] =>
  [...text.matchAll(BASE64_RUN)].flatMap(([run]) => [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64')));

const fromBase64 = (text: string): string =>
  base64Runs(text)
    .map((bytes) => bytes.toString('utf8'))
    .join('\n');

/** As far as a stream that was cut short can be read. */
function inflated(bytes: Buffer): string {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 20 }).toString('utf8');
  } catch {
    return '';
  }
}

const fromHex = (text: string): string =>
  [...text.matchAll(HEX_RUN)]
    .flatMap(([run]) => [0, 1].map((skip) => Buffer.from(run.slice(skip), 'hex').toString('utf8')))
    .join('\n');

const unescaped = (text: string): string =>
  text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replaceAll('\\n', '\n')
    .replaceAll('\\', '');

/** ASCII as the full-width forms of Unicode, which look alike and are folded by NFKC. */
const fullwidth = (text: string): string =>
  escapeEach(text, (code) => String.fromCharCode(code > 0x20 && code < 0x7f ? code + 0xfee0 : code));

const same = (text: string): string => text;

export const ENCODINGS: readonly Encoding[] = [
  { id: 'plain', encode: same, decode: same },
  { id: 'base64', encode: base64, decode: fromBase64 },
  {
    id: 'hex',
    encode: (text) => Buffer.from(text).toString('hex'),
    decode: fromHex,
  },
  {
    id: 'url',
    encode: (text) => escapeEach(text, (code) => `%${code.toString(16).padStart(2, '0').toUpperCase()}`),
    decode: (text) => text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
  },
  {
    id: 'gzip-base64',
    encode: (text) => gzipSync(text).toString('base64'),
    decode: (text) => base64Runs(text).map(inflated).join('\n'),
  },
  {
    id: 'json-in-text',
    encode: (text) => JSON.stringify({ record: JSON.stringify({ value: text }) }),
    decode: unescaped,
  },
  { id: 'base64-twice', encode: (text) => base64(base64(text)), decode: (text) => fromBase64(fromBase64(text)) },
  {
    id: 'unicode-escapes',
    encode: (text) => escapeEach(text, (code) => `\\u${code.toString(16).padStart(4, '0')}`),
    decode: unescaped,
  },
  {
    id: 'html-entities',
    encode: (text) => escapeEach(text, (code) => `&#${code};`),
    decode: (text) => text.replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCharCode(Number(code))),
  },
  { id: 'zero-width', encode: (text) => [...text].join('\u200b'), decode: same },
  { id: 'full-width', encode: fullwidth, decode: same },
  { id: 'broken-lines', encode: (text) => (text.match(/[\s\S]{1,6}/g) ?? []).join('\n'), decode: same },
];

export const encodingOf = (id: string): Encoding =>
  ENCODINGS.find((one) => one.id === id) ?? (ENCODINGS[0] as Encoding);

/** A text as somebody reads it: look-alike letters folded, white space and what cannot be seen left out. */
export const folded = (text: string): string =>
  text.normalize('NFKC').replace(/[\s\u200b-\u200d\u2060\ufeff\u00ad]/g, '');

/** How much of a value must stand in one piece for it to have come through. */
const TELLING = 0.6;

/** The longest stretch matters: a mask that leaves the last four digits has kept the value. */
export function holds(text: string, core: string): boolean {
  const wanted = folded(core);
  const width = Math.max(4, Math.ceil(wanted.length * TELLING));
  for (let start = 0; start + width <= wanted.length; start += 1)
    if (text.includes(wanted.slice(start, start + width))) return true;
  return false;
}
