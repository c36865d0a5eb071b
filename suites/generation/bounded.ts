// Arbitraries that fast-check has no word for: a filter that gives up, and a random generator with a seed of ours.

import fc from 'fast-check';
import type { Arbitrary, Random } from 'fast-check';

/** How often a filtered arbitrary is asked before the fallback is taken. */
const TRIES = 60;

/**
 * Values of `inner` that pass. fast-check's own filter asks for ever; this one returns `fallback`, a value known to
 * pass, so that a schema nearly impossible to hit by chance costs variety and not the run. Made when it is first needed: most
 * audits generate nothing, and need not load what generates.
 */
const makeBounded = () => {
  return class Bounded<T> extends fc.Arbitrary<T> {
    readonly inner: Arbitrary<T>;
    readonly passes: (value: T) => boolean;
    readonly fallback: T;

    constructor(inner: Arbitrary<T>, passes: (value: T) => boolean, fallback: T) {
      super();
      this.inner = inner;
      this.passes = passes;
      this.fallback = fallback;
    }

    generate(mrng: Random, biasFactor: number | undefined): fc.Value<T> {
      for (let i = 0; i < TRIES; i += 1) {
        const value = this.inner.generate(mrng, biasFactor);
        if (this.passes(value.value)) return value;
      }
      return new fc.Value(this.fallback, undefined);
    }

    canShrinkWithoutContext(value: unknown): value is T {
      return this.inner.canShrinkWithoutContext(value) && this.passes(value);
    }

    shrink(value: T, context: unknown): fc.Stream<fc.Value<T>> {
      if (context === undefined && !this.inner.canShrinkWithoutContext(value)) return fc.Stream.nil();
      return this.inner.shrink(value, context).filter((smaller) => this.passes(smaller.value));
    }
  };
};

let Bounded: ReturnType<typeof makeBounded> | undefined;

/** `undefined` where neither chance nor the candidates give one value that passes. */
export function bounded<T>(
  inner: Arbitrary<T> | undefined,
  passes: (value: T) => boolean,
  candidates: readonly T[] = [],
): Arbitrary<T> | undefined {
  const fallback = [...candidates].find(passes) ?? (inner === undefined ? undefined : firstThat(inner, passes));
  if (fallback === undefined) return undefined;
  Bounded ??= makeBounded();
  return new Bounded(inner ?? fc.constant(fallback), passes, fallback);
}

function firstThat<T>(inner: Arbitrary<T>, passes: (value: T) => boolean): T | undefined {
  const random = randomFrom(7);
  for (let i = 0; i < 300; i += 1) {
    const { value } = inner.generate(random, i % 3 === 0 ? 2 : undefined);
    if (passes(value)) return value;
  }
  return undefined;
}

/** xorshift32 spread over two words; enough for test data, and the same on every machine. */
class Xorshift {
  a: number;
  b: number;

  constructor(a: number, b: number) {
    this.a = a;
    this.b = b;
  }

  clone(): Xorshift {
    return new Xorshift(this.a, this.b);
  }

  next(): number {
    // xoroshiro64**, Blackman and Vigna: s0 = rotl(s0, 26) ^ s1 ^ (s1 << 9), s1 = rotl(s1, 13).
    const result = Math.imul(rotate(Math.imul(this.a, 0x9e3779bb), 5), 5) | 0;
    const mixed = this.b ^ this.a;
    this.a = rotate(this.a, 26) ^ mixed ^ (mixed << 9);
    this.b = rotate(mixed, 13);
    return result;
  }

  getState(): readonly number[] {
    return [this.a, this.b];
  }
}

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/** A source of chance that follows from the seed alone. */
export function randomFrom(seed: number): Random {
  const mixed = Math.imul((seed | 0) ^ 0x5bd1e995, 0x85ebca6b);
  const generator = new Xorshift(mixed | 1, Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) | 2);
  for (let i = 0; i < 8; i += 1) generator.next();
  return new fc.Random(generator);
}
