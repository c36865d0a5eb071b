// What leaked is masked wherever it would leave: in findings, excerpts and texts of every other rule too.

import type { ViewReader } from '../../suites/kernel/check.ts';
import { leaks } from '../../suites/dlp/leaks.ts';
import type { Rule } from '../engine/catalog.ts';
import { registerSecret } from '../engine/mask.ts';

/** Values that are masked in one run; whatever is beyond is told by its rule, without the value. */
const MOST = 5000;
/** Shorter parts stand in too many other words. */
const SHORTEST = 8;
const LONGEST = 20_000;

/** Registers every leaked value with the masker, as it is and as it stood in what the target sent. */
export function maskLeaks(rules: readonly Rule[], read: ViewReader): void {
  if (!rules.some(({ suite }) => suite === 'dlp')) return;
  const seen = new Set<string>();
  const add = (value: string): void => {
    if (value.length < SHORTEST || value.length > LONGEST || seen.size >= MOST || seen.has(value)) return;
    seen.add(value);
    registerSecret(value);
  };
  const found = read(leaks);
  for (const { value, shown } of found.canaries) [value, ...shown].forEach(add);
  for (const { detector, value, shown } of found.leaks) {
    if (detector.category === 'internal') continue;
    add(value);
    // A whole document that holds one is no secret itself.
    for (const part of shown) if (part.length <= 8 * value.length + 64) add(part);
    if (value.includes('\n')) value.split('\n').forEach((line) => line.length >= 24 && add(line));
  }
}
