// How much of an id varies, measured over many: constant parts, counters and clocks count for what they change.

import { createHash } from 'node:crypto';

/** Sum of the entropy of each place, counted from both ends so that a varying length shifts nothing; bits. */
export function entropyOf(ids: readonly string[]): number {
  const length = Math.max(...ids.map((id) => id.length));
  const left = Array.from({ length }, (_, place) => placeEntropy(ids.map((id) => id[place] ?? '')));
  const right = Array.from({ length }, (_, place) => placeEntropy(ids.map((id) => id[id.length - 1 - place] ?? '')));
  return Math.min(sum(left), sum(right));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function placeEntropy(letters: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const measured = sum(
    [...counts.values()].map((count) => (-count / letters.length) * Math.log2(count / letters.length)),
  );
  // Miller and Madow: a sample shows less than there is, by about this much.
  const missed = counts.size < 2 ? 0 : (counts.size - 1) / (2 * letters.length * Math.LN2);
  return measured + missed;
}

const ALGORITHMS = ['md5', 'sha1', 'sha256'] as const;
const COUNTED = 50_000;

/** The hash whose values of small numbers these ids are; looks random, is not. */
export function hashOfCounter(ids: readonly string[]): string | undefined {
  const wanted = new Set(ids.slice(0, 50).map((id) => id.replaceAll('-', '').toLowerCase()));
  const lengths = new Set([...wanted].map((id) => id.length));
  for (const algorithm of ALGORITHMS) {
    const digits = { md5: 32, sha1: 40, sha256: 64 }[algorithm];
    const cuts = [...lengths].filter((length) => length <= digits && length >= 16);
    if (cuts.length === 0) continue;
    for (let number = 0; number < COUNTED; number += 1) {
      const hash = createHash(algorithm).update(String(number)).digest('hex');
      if (cuts.some((cut) => wanted.has(hash.slice(0, cut)))) return algorithm;
    }
  }
  return undefined;
}
