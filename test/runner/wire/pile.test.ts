// What is kept of a frame that comes in pieces, and what all unfinished frames may hold together.

import { describe, expect, it } from 'vitest';
import { frameLimit, Pile, Share } from '../../../runner/wire/pile.ts';
import { FRAME_LIMIT, HEAD } from '../../../runner/wire/text.ts';

const MIB = 1024 * 1024;

describe('a pile of bytes', () => {
  it('gives back what came, and is empty then', () => {
    const pile = new Pile(() => expect.fail('nothing is too large'));
    for (const text of ['a', '', 'bc']) pile.add(Buffer.from(text));
    expect(pile.size).toBe(3);
    expect(pile.take()).toEqual({ bytes: Buffer.from('abc'), cut: 0 });
    expect(pile.take()).toEqual({ bytes: Buffer.alloc(0), cut: 0 });
  });

  it.each([
    ['in one piece', [FRAME_LIMIT + 10]],
    ['in many', [10, FRAME_LIMIT - 10, 5, 5]],
  ])('keeps the head of what is too large, counts it all and passes it on: %s', (_, sizes) => {
    let passed = 0;
    const pile = new Pile((part) => (passed += part.length));
    for (const size of sizes) pile.add(Buffer.alloc(size, 'x'));
    expect(pile.size).toBe(FRAME_LIMIT + 10);
    expect(passed).toBe(FRAME_LIMIT + 10);
    const { bytes, cut } = pile.take();
    expect(bytes.length).toBe(HEAD);
    expect(bytes.length + cut).toBe(FRAME_LIMIT + 10);
  });

  it('keeps small ones alone where many are under way', () => {
    const others = new Share();
    others.set(65 * MIB);
    expect(frameLimit()).toBe(MIB);
    const pile = new Pile(() => undefined);
    pile.add(Buffer.alloc(2 * MIB));
    expect(pile.cut).toBeGreaterThan(0);
    others.set(0);
    pile.take();
    expect(frameLimit()).toBe(FRAME_LIMIT);
  });
});
