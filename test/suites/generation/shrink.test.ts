// Shrinking ends at the expected smallest value, stays in its class, and asks few questions.

import { describe, expect, it } from 'vitest';

import type { Json } from '../../../suites/kernel/recording.ts';
import { shrink, simpler } from '../../../suites/generation/shrink.ts';

const small = async (start: Json, fails: (value: Json) => boolean, belongs: (value: Json) => boolean = () => true) =>
  shrink(start, { belongs, fails: (value) => Promise.resolve(fails(value)), most: 400 });

const at = (v: Json): number => (v as { n?: number }).n ?? 0;

const list = (v: Json): readonly number[] => (v as { l?: number[] }).l ?? [];

const text = (value: Json): string => (value as { t?: string }).t ?? '';

describe('shrinking', () => {
  it('drops what does not matter and keeps what does', async () => {
    const start = { t: 'x\ud800y', n: 812, list: [1, 2, 3], deep: { a: true } };
    expect((await small(start, (v) => text(v).includes('\ud800'))).value).toEqual({ t: '\ud800' });
  });

  it('finds the exact bound of a number', async () => {
    expect((await small({ n: 98_765, s: 'abc' }, (v) => at(v) > 1000)).value).toEqual({ n: 1001 });
    expect((await small({ n: -500 }, (v) => at(v) < -7)).value).toEqual({ n: -8 });
  });

  it('finds the exact length of a long text, quickly', async () => {
    const found = await small({ t: 'b'.repeat(65_536) }, (v) => text(v).length > 1000);
    expect(found.value).toEqual({ t: 'a'.repeat(1001) });
    expect(found.asked).toBeLessThan(120);
  });

  it('never splits a surrogate pair', async () => {
    const found = await small({ t: 'a\u{1f600}b' }, (v) => /\p{Extended_Pictographic}/u.test(text(v)));
    expect(found.value).toEqual({ t: '\u{1f600}' });
  });

  it('stays inside the class it was given', async () => {
    const found = await small(
      { t: 'abcdef', n: 3 },
      () => true,
      (v) => text(v).length >= 2,
    );
    expect(found.value).toEqual({ t: 'aa' });
  });

  it('shrinks items of arrays and drops the others', async () => {
    const found = await small({ l: [5, 60, 7, 80] }, (v) => list(v).some((n) => n > 50));
    expect(found.value).toEqual({ l: [51] });
  });

  it('gives up when the questions run out, and says so', async () => {
    const found = await shrink(
      { t: 'abcdefghij' },
      { belongs: () => true, fails: () => Promise.resolve(false), most: 3 },
    );
    expect(found).toEqual({ value: { t: 'abcdefghij' }, asked: 3, minimal: false });
  });

  it('orders values by parts, then text, then digits', () => {
    expect(simpler({ a: 'zzz' }, { a: 'a', b: 'a' })).toBe(true);
    expect(simpler('a', 'b')).toBe(true);
    expect(simpler(3, 3)).toBe(false);
  });
});
