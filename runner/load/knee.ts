// Where a target stops keeping up, read from a ramp: pure, so that it can be argued about with the rows in hand.

import type { LoadFigures } from './figures.ts';

export interface RampRow {
  readonly offeredPerSecond: number;
  readonly achievedPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly errorRate: number;
}

export interface Knee {
  /** Highest rate that was kept up with; 0 where even the first was too much. */
  readonly sustainedPerSecond: number;
  /** Lowest rate that was not; absent where none was found up to the end of the ramp. */
  readonly brokenPerSecond?: number;
  readonly why?: 'throughput' | 'latency' | 'errors';
}

export const rowOf = (figures: LoadFigures, offered: number, windowMs: number): RampRow => ({
  offeredPerSecond: offered,
  // What was asked for within the window; what drains afterwards was not achieved in it.
  achievedPerSecond: Math.round((figures.requests / Math.max(windowMs, figures.elapsedMs)) * 1000),
  p50: figures.latency.p50,
  p99: figures.latency.p99,
  errorRate: figures.errors.rate,
});

/** Why a row counts as not kept up with, against the first row; `undefined` where it was. */
export function broken(row: RampRow, first: RampRow): Knee['why'] {
  if (row.errorRate > 0.01) return 'errors';
  if (row.achievedPerSecond < row.offeredPerSecond * 0.9) return 'throughput';
  // Latency grows a little before the knee; beyond it a queue builds up, and p50 follows p99.
  if (row.p50 > Math.max(first.p50 * 10, first.p50 + 50)) return 'latency';
  return undefined;
}

export function kneeOf(rows: readonly RampRow[]): Knee {
  const sorted = rows.toSorted((a, b) => a.offeredPerSecond - b.offeredPerSecond);
  const [first] = sorted;
  let sustained = 0;
  for (const row of sorted) {
    const why = first === undefined ? undefined : broken(row, first);
    if (why !== undefined) return { sustainedPerSecond: sustained, brokenPerSecond: row.offeredPerSecond, why };
    sustained = row.offeredPerSecond;
  }
  return { sustainedPerSecond: sustained };
}

/** Rates of a ramp: `steps` of them, each the same factor above the one before. */
export function ratesOf(from: number, to: number, steps: number): readonly number[] {
  if (steps <= 1 || from >= to) return [to];
  return Array.from({ length: steps }, (_, index) => Math.round(from * (to / from) ** (index / (steps - 1))));
}
