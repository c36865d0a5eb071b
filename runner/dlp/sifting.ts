// Looks for leaks in frames that are too large to keep, while they pass; bounded over the whole run.

import { markerOf } from '../../suites/dlp/canary.ts';
import { sieveFor } from '../../suites/dlp/sieve.ts';
import type { Sift } from '../wire/recorder.ts';

/** Bytes looked through in one run: a target that floods is told by other rules, and must not cost minutes. */
const ALLOWANCE = 128 * 1024 * 1024;

/** Gives a sieve for each frame until the allowance is used up. */
export function sifting(seed: number): () => Sift | undefined {
  const marker = markerOf(seed);
  let left = ALLOWANCE;
  return () => {
    if (left <= 0) return undefined;
    const sieve = sieveFor(marker);
    return {
      push(bytes) {
        if (left <= 0) return false;
        left -= bytes.length;
        sieve.push(bytes);
        return true;
      },
      end: () => sieve.end(),
    };
  };
}
