// The corpus: the same from the same seed, complete in what meets what, readable by whoever knows the encoding.

import { describe, expect, test } from 'vitest';
import validator from 'validator';
import { LOOKALIKES } from '../../../runner/dlp/gateway/benign.ts';
import {
  ARGUMENT_CHANNELS,
  corpusOf,
  pieces,
  RESULT_CHANNELS,
  SIZES,
  type Case,
} from '../../../runner/dlp/gateway/corpus.ts';
import { ENCODINGS, encodingOf, folded, holds } from '../../../runner/dlp/gateway/encodings.ts';
import { Sight } from '../../../runner/dlp/gateway/sight.ts';
import { CATEGORIES } from '../../../runner/dlp/gateway/values.ts';

const planted = (cases: readonly Case[], direction: Case['direction']): readonly Case[] =>
  cases.filter((one) => one.planted && one.direction === direction);
const meeting = (cases: readonly Case[], one: keyof Case, other: keyof Case): number =>
  new Set(cases.map((each) => `${String(each[one])} ${String(each[other])}`)).size;

test('the same seed gives the same corpus, another seed other values', () => {
  expect(corpusOf(3, 'quick').cases).toEqual(corpusOf(3, 'quick').cases);
  const [mine, theirs] = [corpusOf(3), corpusOf(4)];
  const values = new Set(mine.cases.filter((one) => one.planted).map(({ core }) => core));
  expect(theirs.cases.filter((one) => one.planted && values.has(one.core))).toEqual([]);
  expect(mine.mark).not.toBe(theirs.mark);
});

test('pairs: each two of category, encoding and channel meet', () => {
  const results = planted(corpusOf(1).cases, 'result');
  expect(meeting(results, 'category', 'encoding')).toBe(CATEGORIES.length * ENCODINGS.length);
  expect(meeting(results, 'category', 'channel')).toBe(CATEGORIES.length * RESULT_CHANNELS.length);
  expect(meeting(results, 'encoding', 'channel')).toBe(ENCODINGS.length * RESULT_CHANNELS.length);
  const given = planted(corpusOf(1).cases, 'argument');
  expect(meeting(given, 'category', 'channel')).toBe(CATEGORIES.length * ARGUMENT_CHANNELS.length);
  expect(meeting(given, 'encoding', 'channel')).toBe(ENCODINGS.length * ARGUMENT_CHANNELS.length);
});

test('full: all three cross', () => {
  const { cases } = corpusOf(1, 'full');
  const all = CATEGORIES.length * ENCODINGS.length;
  expect(planted(cases, 'result').length).toBe(all * RESULT_CHANNELS.length);
  expect(planted(cases, 'argument').length).toBe(all * ARGUMENT_CHANNELS.length);
});

test.each(SIZES)('%s: every case has a number of its own, and every value can be read', (size) => {
  const { cases, byId } = corpusOf(11, size);
  expect(byId.size).toBe(cases.length);
  const unread = cases.filter(
    (one) => one.planted && !holds(folded(encodingOf(one.encoding).decode(one.text)), one.core),
  );
  expect(unread).toEqual([]);
});

test('what is encoded cannot be read as it stands', () => {
  const veiled = ['base64', 'hex', 'url', 'gzip-base64', 'base64-twice', 'unicode-escapes', 'html-entities'];
  const bare = corpusOf(11).cases.filter((one) => veiled.includes(one.encoding) && holds(folded(one.text), one.core));
  expect(bare.filter((one) => one.planted)).toEqual([]);
});

describe('values', () => {
  const made = (id: string): string => CATEGORIES.find((one) => one.id === id)?.make(randomOf(id)).core ?? '';
  test('cards and IBANs pass their check digits', () => {
    expect(validator.isCreditCard(made('card'))).toBe(true);
    expect(validator.isIBAN(made('iban'))).toBe(true);
  });

  test('look-alikes of them do not', () => {
    const like = (id: string): string => LOOKALIKES.find((one) => one.id === id)?.make(randomOf(id)) ?? '';
    expect(validator.isCreditCard(like('not-a-card').replace(/\D/g, ''))).toBe(false);
    expect(validator.isIBAN(like('not-an-iban').replace('reference ', ''))).toBe(false);
  });

  let turn = 0;
  const randomOf =
    (id: string): (() => number) =>
    () =>
      (turn = (turn * 7 + id.length + 0.123) % 1);
});

describe('reading', () => {
  const [one] = planted(corpusOf(2).cases, 'result') as [Case];

  test('a mask that keeps the last characters has kept the value; one that keeps most of it has not', () => {
    const masked = (kept: number): Sight => new Sight([{ text: `Record ${one.tag}: ***${one.core.slice(-kept)}` }]);
    expect(masked(4).leaks(one)).toBe(false);
    expect(masked(Math.ceil(one.core.length * 0.8)).leaks(one)).toBe(true);
    expect(masked(4).tagged(one)).toBe(true);
  });

  test('pieces are put together again: blocks, notifications, arguments side by side', () => {
    const parts = pieces(one.core, 3);
    expect(new Sight([{ content: parts.map((text) => ({ type: 'text', text })) }]).leaks(one)).toBe(true);
    expect(new Sight(parts.map((message) => ({ params: { message } }))).leaks(one)).toBe(true);
    expect(new Sight([{ first: parts[0], second: `${parts[1]}${parts[2]}` }]).leaks(one)).toBe(true);
    expect(new Sight([{ content: parts.slice(0, 1).map((text) => ({ type: 'text', text })) }]).leaks(one)).toBe(false);
  });
});
