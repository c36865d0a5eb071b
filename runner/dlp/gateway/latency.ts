// What the gateway adds: the same harmless request through it and past it, turn by turn.

import type { Exchange } from '../../../suites/kernel/recording.ts';
import type { LaneSession } from '../../engine/lane-session.ts';
import { interval, type Interval } from '../../load/overhead.ts';
import { seededRandom } from '../../load/random.ts';
import { askOne, type Asked } from './ask.ts';
import type { Case, Corpus } from './corpus.ts';

interface Quantiles {
  readonly p50: number;
  readonly p95: number;
}

export interface Latency {
  /** Milliseconds, over this many requests. */
  readonly requests: number;
  readonly through: Quantiles;
  readonly direct?: Quantiles;
  /** Difference of the quantiles, with the middle 95 % of what resampled pairs give. */
  readonly added?: { readonly p50: Interval; readonly p95: Interval };
}

const PAIRS = 40;
const WARM = 3;

export async function latencyOf(
  corpus: Corpus,
  through: LaneSession,
  direct: LaneSession | undefined,
  options: { readonly renamed: Asked['renamed']; readonly signal: AbortSignal; readonly pairs?: number },
): Promise<Latency | undefined> {
  const one = corpus.cases.find(({ planted, channel }) => !planted && channel === 'text') as Case;
  const timed = async (session: LaneSession, renamed: Asked['renamed']): Promise<Exchange> =>
    askOne(session, one, renamed);
  const gateway: number[] = [];
  const straight: number[] = [];
  for (let turn = 0; turn < (options.pairs ?? PAIRS) + WARM && !options.signal.aborted; turn += 1) {
    const there = await timed(through, options.renamed);
    const here = direct === undefined ? undefined : await timed(direct, new Map());
    if (turn < WARM || there.outcome === 'timeout' || there.outcome === 'closed') continue;
    gateway.push(there.ms);
    if (here !== undefined) straight.push(here.ms);
  }
  if (gateway.length === 0) return undefined;
  const measured = { requests: gateway.length, through: quantiles(gateway) };
  if (straight.length !== gateway.length) return measured;
  const random = seededRandom(corpus.seed);
  const added = { p50: interval(straight, gateway, 0.5, random), p95: interval(straight, gateway, 0.95, random) };
  return { ...measured, direct: quantiles(straight), added };
}

function quantiles(ms: readonly number[]): Quantiles {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (quantile: number): number =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? 0) * 100) / 100;
  return { p50: at(0.5), p95: at(0.95) };
}
