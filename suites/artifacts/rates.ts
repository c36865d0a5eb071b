// How many messages came within one second, at the busiest time.

import type { Notified } from './notifications.ts';

const WINDOW_MS = 1_000;

/** The largest number within a second, and the first of those; messages come in order of time. */
export function busiest(all: readonly Notified[]): readonly [count: number, first: Notified | undefined] {
  let best = 0;
  let first: Notified | undefined;
  let start = 0;
  all.forEach((one, index) => {
    while (one.frame.at - (all[start]?.frame.at ?? 0) > WINDOW_MS) start += 1;
    if (index - start + 1 <= best) return;
    best = index - start + 1;
    first = all[start];
  });
  return [best, first];
}
