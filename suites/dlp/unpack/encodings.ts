// Finds in a text the runs that an encoding made, and reads them: Base64, hex, Base32, url, escapes, entities, JSON.

import { Buffer } from 'node:buffer';
import { promising, textsIn } from './bytes.ts';
import type { Inner } from './layer.ts';
import { RUNS } from './layer.ts';
import { runsIn } from './runs.ts';

/** Letters of words and parts of paths: no run of them is worth decoding. */
const WORDS = /^(?:[a-z]+|[A-Z]+|[A-Z]?[a-z]+)(?:[-_/](?:[a-z]+|[A-Z]+|[A-Z]?[a-z]+|\d{1,4}))*$/;

const runs = (text: string, key: string): Inner[] =>
  runsIn(text).flatMap(({ packed, from, to, spaced }) => {
    if (packed.length <= 400 && spaced !== true && WORDS.test(packed)) return [];
    return decoded(packed, key).map(({ text: held, how }) => ({ text: held, how, from, to }));
  });

/** Members that hold bytes by the specification: `data` of images and audio, `blob` of resources. */
const BYTES = /^(?:data|blob)$/;

function decoded(run: string, key: string): readonly Inner[] {
  const as = (bytes: Buffer, name: string, sure: boolean): Inner[] =>
    textsIn(bytes, sure).map(({ text, how }) => ({ text, how: how === '' ? name : `${name} ${how}`, from: 0, to: 0 }));
  if (/^(?:[0-9a-f]{2}){10,}$/.test(run) || /^(?:[0-9A-F]{2}){10,}$/.test(run))
    return as(Buffer.from(run, 'hex'), 'hex', false);
  if (/^[A-Z2-7]{20,}={0,6}$/.test(run)) {
    const texts = as(base32(run), 'base32', false);
    if (texts.length > 0) return texts;
  }
  // The first bytes tell; the whole is decoded only where they say something.
  const sure = BYTES.test(key) && run.length > 64;
  if (!sure && !promising(Buffer.from(run.slice(0, 64), 'base64'))) return [];
  return as(Buffer.from(run, 'base64'), 'base64', sure);
}

function base32(run: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const char of run.replace(/=+$/, '').slice(0, 100_000)) {
    held = ((held << 5) | 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char)) & 0xfff;
    bits += 5;
    if (bits >= 8) bytes.push((held >> (bits -= 8)) & 0xff);
  }
  return Buffer.from(bytes);
}

interface Coded {
  readonly how: string;
  /** Without this in it a text is not looked at. */
  readonly mark: string;
  readonly pattern: RegExp;
  readonly read: (run: string) => string;
}

const code = (hex: string): string => String.fromCharCode(parseInt(hex, 16));

const CODED: readonly Coded[] = [
  {
    how: 'hex',
    mark: '\\x',
    pattern: /(?:\\x[0-9A-Fa-f]{2}){6,}/g,
    read: (run) => run.replace(/\\x(..)/g, (_, hex: string) => code(hex)),
  },
  {
    how: 'entities',
    mark: '&#',
    pattern: /(?:&#(?:x[0-9A-Fa-f]{2,4}|\d{2,5});[^&\n]{0,20}){4,}/g,
    read: (run) =>
      run.replace(/&#(x?)([0-9A-Fa-f]+);/g, (_, hex: string, value: string) =>
        String.fromCharCode(parseInt(value, hex === '' ? 10 : 16)),
      ),
  },
  {
    how: 'quoted-printable',
    mark: '=',
    pattern: /(?:=[0-9A-F]{2}){6,}/g,
    read: (run) => run.replace(/=(..)/g, (_, hex: string) => code(hex)),
  },
];

const ENDS_RUN = /[\s"'<>]/;
const LEAD = 400;

const isHex = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);

/** Runs without blanks and quotes that hold two `%41` and more. */
function urls(text: string): Inner[] {
  const inner: Inner[] = [];
  let done = 0;
  for (let at = text.indexOf('%'); at !== -1; at = text.indexOf('%', Math.max(at + 1, done))) {
    if (!isHex(text.charCodeAt(at + 1)) || !isHex(text.charCodeAt(at + 2))) continue;
    let from = at;
    while (from > done && at - from < LEAD && !ENDS_RUN.test(text[from - 1] ?? '')) from -= 1;
    let to = at;
    while (to < text.length && !ENDS_RUN.test(text[to] ?? '')) to += 1;
    done = to;
    const run = text.slice(from, to);
    if ((run.match(/%[0-9A-Fa-f]{2}/g)?.length ?? 0) < 2) continue;
    const read = Buffer.from(
      run.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => code(hex)),
      'latin1',
    ).toString('utf8');
    inner.push({ text: read, how: 'url', from, to });
    if (inner.length >= RUNS) break;
  }
  return inner;
}

function coded(text: string): Inner[] {
  return CODED.flatMap(({ how, mark, pattern, read }) => {
    if (!text.includes(mark)) return [];
    const inner: Inner[] = [];
    for (const found of text.matchAll(pattern)) {
      if (inner.length >= RUNS) break;
      inner.push({ text: read(found[0]), how, from: found.index, to: found.index + found[0].length });
    }
    return inner;
  });
}

/** Written so, a string differs from what it says. */
const ESCAPE = /\\(?:u00[2-7]|["/])/;

/**
 * A text that is JSON gives its strings, each under its name; one that is written with escapes is read without them. What
 * stands there as it is has been seen in the text itself.
 */
function json(text: string): Inner[] {
  const whole = { from: 0, to: text.length };
  const escaped = text.includes('\\');
  const begins = /^\s*[[{"]/.test(text.slice(0, 40));
  if (begins && (escaped || /"(?:data|blob)"/.test(text))) {
    try {
      const inner: Inner[] = [];
      const coded = /\\u00[2-7]/.test(text);
      leaves(JSON.parse(text) as unknown, '', (value, key) => {
        if (coded || BYTES.test(key) || /["\\\n/]/.test(value)) inner.push({ text: value, key, how: 'json', ...whole });
      });
      return inner;
    } catch {
      // not JSON after all
    }
  }
  if (!escaped || !ESCAPE.test(text)) return [];
  return [{ text: text.replace(/\\(?:u([0-9A-Fa-f]{4})|(["/\\nrt]))/g, unescaped), how: 'escapes', ...whole }];
}

const SHORT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const unescaped = (_: string, hex: string | undefined, char: string | undefined): string =>
  hex === undefined ? (SHORT[char ?? ''] ?? char ?? '') : code(hex);

const MOST_DEEP = 100;

/** Told of each step into a value and out of it again. */
export interface Steps {
  readonly enter: (token: string | number) => void;
  readonly leave: () => void;
}

/** Strings of a value, and numbers long enough to be somebody's, with the name of the member they stand under. */
export function leaves(
  value: unknown,
  key: string,
  each: (value: string, key: string) => void,
  steps?: Steps,
  depth = 0,
): void {
  if (typeof value === 'string') each(value, key);
  else if (typeof value === 'number' && value > 9_999_999 && Number.isInteger(value)) each(String(value), key);
  else if (depth > MOST_DEEP || typeof value !== 'object' || value === null) return;
  else if (Array.isArray(value))
    for (let index = 0; index < value.length; index += 1) {
      steps?.enter(index);
      leaves(value[index], key, each, steps, depth + 1);
      steps?.leave();
    }
  else
    for (const name of Object.keys(value)) {
      steps?.enter(name);
      if (name.length > 15) each(name, '');
      leaves((value as Readonly<Record<string, unknown>>)[name], name, each, steps, depth + 1);
      steps?.leave();
    }
}

const DISGUISE = /[\u00ad\u200b-\u200f\u2060-\u2064\uff01-\uff5e]|.\ufeff|\ud835|\udb40/;

/** Characters that nobody sees, and forms of letters that only look different. */
function plain(text: string): Inner[] {
  if (!DISGUISE.test(text)) return [];
  const read = text.replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]|\udb40[\udc00-\udc7f]/g, '').normalize('NFKC');
  return read === text ? [] : [{ text: read, how: 'look-alikes', from: 0, to: text.length }];
}

/** Everything one step inside. */
export const innerOf = (text: string, key: string): readonly Inner[] =>
  text.length < 8 ? [] : [...json(text), ...urls(text), ...coded(text), ...runs(text, key), ...plain(text)];
