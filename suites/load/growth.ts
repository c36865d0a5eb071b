// Tells a leak from a heap that has not been collected yet.
//
// Garbage makes saw teeth, so only the floor of each stretch of time counts. Programs grow while they warm up, so only
// the second half counts; and a heap that is about to level off grows less in its second half than in its first.

import type { ProcessRow } from './measures.ts';

export interface Growth {
  readonly samples: number;
  readonly fromMiB: number;
  readonly toMiB: number;
  readonly bytesPerRequest: number;
  readonly leaking: boolean;
}

const STRETCHES = 4;
const LEAST_SAMPLES = 24;
/** V8 lets an old space of some tens of MiB fill before it collects: less than this proves nothing. */
const LEAST_GROWTH_MIB = 32;
const LEAST_BYTES = 512;
/** Grows like a leak, but not for long enough to be told from a heap that is not collected yet. */
const DOUBT_MIB = 12;
const DOUBT_BYTES = 4096;

/** A text says why nothing can be said. */
export function growthOf(rows: readonly ProcessRow[]): Growth | string {
  if (rows.length === 0) return 'memory of the target was not sampled (a stdio target, or --pid, on this machine)';
  if (rows.length < LEAST_SAMPLES)
    return `${rows.length} samples of memory are too few to tell growth: let it run longer`;
  const late = rows.slice(Math.floor(rows.length / 2));
  const size = late.length / STRETCHES;
  const floors = Array.from({ length: STRETCHES }, (_, index) =>
    Math.min(...late.slice(Math.floor(index * size), Math.floor((index + 1) * size)).map(({ rssMiB }) => rssMiB)),
  );
  const from = floors[0] ?? 0;
  const to = floors.at(-1) ?? 0;
  const requests = (late.at(-1)?.done ?? 0) - (late[0]?.done ?? 0);
  const bytesPerRequest = requests > 0 ? Math.round(((to - from) * 1_048_576) / requests) : 0;
  const rising = floors.every((floor, index) => index === 0 || floor > (floors[index - 1] ?? 0));
  const early = (late[0]?.rssMiB ?? 0) - (rows[0]?.rssMiB ?? 0);
  const keepsPace = to - from >= early * 0.35;
  const steady = rising && keepsPace;
  const leaking = steady && to - from >= LEAST_GROWTH_MIB && bytesPerRequest >= LEAST_BYTES;
  if (!leaking && steady && to - from >= DOUBT_MIB && bytesPerRequest >= DOUBT_BYTES)
    return `memory rose by ${Math.round(to - from)} MiB in the second half, ${bytesPerRequest} bytes a request: too little to tell a leak; let it run longer`;
  return { samples: rows.length, fromMiB: from, toMiB: to, bytesPerRequest, leaking };
}
