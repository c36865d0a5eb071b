// A short string that holds under a string schema: by format, by pattern, by length, by the name of the member.

import type { JsonObject } from '../kernel/recording.ts';

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2025-01-01T00:00:00Z',
  date: '2025-01-01',
  time: '12:00:00Z',
  duration: 'PT1S',
  email: 'assay@example.invalid',
  'idn-email': 'assay@example.invalid',
  hostname: 'example.invalid',
  ipv4: '127.0.0.1',
  ipv6: '::1',
  uri: 'https://example.invalid/',
  url: 'https://example.invalid/',
  'uri-reference': '/',
  iri: 'https://example.invalid/',
  'uri-template': '/{x}',
  uuid: '00000000-0000-4000-8000-000000000000',
  'json-pointer': '',
  regex: 'assay',
  byte: 'YXNzYXk=',
};

/** Tried in this order where a pattern must match. */
const CANDIDATES = [
  'assay',
  'Assay',
  'ASSAY',
  'a',
  'A',
  '1',
  '12',
  '1234',
  '0',
  'a1',
  'assay-1',
  'assay_1',
  'assay/assay',
  '/assay',
  'assay.txt',
  '1.0.0',
  'v1',
  '2025-01-01',
  '12:00',
  '#000000',
  '+15550100',
  'en',
  'en-US',
  '0xab',
  'a@b.co',
  'https://example.invalid/',
  'urn:assay:1',
  'abcdef12',
  '',
];

/** Tried against a pattern at most this long, so that even a hostile pattern is done at once. */
const LONGEST = 24;

const WEB_NAME = /^(?:ur[il]|link|href)$|Ur[il]$|_ur[il]$/u;

export interface ExampleText {
  readonly value: string;
  /** `false` where the string may not hold: a pattern no candidate matches, a format cut to a length. */
  readonly sure: boolean;
}

/** A string for this schema; `name` is the member it is for. */
export function exampleText(schema: JsonObject, name: string): ExampleText {
  const format = schema['format'];
  const known = typeof format === 'string' ? FORMATS[format] : undefined;
  const least = typeof schema['minLength'] === 'number' ? Math.min(Math.max(0, schema['minLength']), 10_000) : 0;
  const most = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : Number.POSITIVE_INFINITY;
  if (typeof schema['pattern'] === 'string') return matching(schema['pattern'], known, least, most);
  const base = known ?? (WEB_NAME.test(name) ? 'https://example.invalid/' : 'assay');
  const sized = base.length < least ? base.padEnd(least, 'x') : base;
  const value = sized.length > most ? sized.slice(0, Math.max(0, most)) : sized;
  return { value, sure: known === undefined || value === base };
}

function matching(pattern: string, known: string | undefined, least: number, most: number): ExampleText {
  const candidates = known === undefined ? CANDIDATES : [known, ...CANDIDATES];
  const sized = candidates.map((one) => (one.length >= least ? one : one.padEnd(Math.min(least, LONGEST), one || 'a')));
  try {
    const matcher = new RegExp(pattern, 'u');
    const fits = (one: string): boolean => one.length >= least && one.length <= most && one.length <= LONGEST;
    const found = sized.find((one) => fits(one) && matcher.test(one));
    if (found !== undefined) return { value: found, sure: true };
  } catch {
    // A pattern of another dialect: any text is as good as the next.
  }
  return { value: 'assay', sure: false };
}
