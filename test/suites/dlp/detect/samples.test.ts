// Each detector on its own samples: every hit found at every seed, no miss taken for one, and found among the others.

import { describe, expect, test } from 'vitest';
import { DETECTORS, ON_REQUEST } from '../../../../suites/dlp/detect/catalog.ts';
import { scannerOf } from '../../../../suites/dlp/detect/scan.ts';
import { randomFor } from '../../../../runner/engine/random.ts';

const SEEDS = Array.from({ length: 12 }, (_, index) => index * 7919 + 1);
const all = [...DETECTORS, ...ON_REQUEST];
const scanAll = scannerOf(all);

describe.each(all)('$id', (detector) => {
  const alone = scannerOf([detector]);
  const ids = (text: string, scan = alone): readonly string[] => scan(text).map(({ detector: { id } }) => id);

  test('finds its hits, and the secret in them', () => {
    for (const seed of SEEDS) {
      const { hits } = detector.samples(randomFor(seed, 'samples'));
      expect(hits.length).toBeGreaterThan(0);
      const missed = hits.filter((hit) => !ids(hit).includes(detector.id));
      expect(missed, `seed ${seed}`).toEqual([]);
      const within = hits.filter((hit) => !ids(`so "${hit}" it was`).includes(detector.id));
      if (detector.id !== 'payment-card') expect(within, `seed ${seed}, in a sentence`).toEqual([]);
    }
  });

  test('leaves its misses', () => {
    for (const seed of SEEDS) {
      const { misses } = detector.samples(randomFor(seed, 'samples'));
      expect(misses.length).toBeGreaterThan(0);
      expect(
        misses.filter((miss) => ids(miss).length > 0),
        `seed ${seed}`,
      ).toEqual([]);
    }
  });

  test('is not hidden by the others', () => {
    const { hits } = detector.samples(randomFor(5, 'samples'));
    for (const hit of hits) {
      const found = scanAll(hit);
      expect(
        found.map(({ detector: { category } }) => category),
        hit,
      ).toContain(detector.category);
    }
  });
});

test('ids are unique and say what they are for', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all.filter(({ id, what }) => !/^[a-z0-9-]+$/.test(id) || what.length < 5)).toEqual([]);
});
