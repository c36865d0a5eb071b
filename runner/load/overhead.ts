// What a gateway adds: the same calls direct and through it, alternating, so that both meet the same noise.

import { ask } from './ask.ts';
import { judgeText } from './answer.ts';
import { compileStep, markerOf, requestText } from './dress.ts';
import { round } from './figures.ts';
import { Connection } from './http1.ts';
import { closePlain, freshId, openPlain, type Place, type PlainSession } from './plain-session.ts';
import { seededRandom } from './random.ts';
import type { Scenario, Step } from './shape.ts';

export interface Interval {
  readonly ms: number;
  /** 95 % confidence, by bootstrap over the pairs. */
  readonly low: number;
  readonly high: number;
}

export interface Overhead {
  readonly pairs: number;
  readonly errors: { readonly direct: number; readonly gateway: number };
  readonly direct: Quantiles;
  readonly gateway: Quantiles;
  readonly added: { readonly p50: Interval; readonly p95: Interval; readonly p99: Interval };
}

export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface OverheadOptions {
  readonly gateway: Place;
  readonly direct: Place;
  readonly scenario: Scenario;
  readonly pairs: number;
  readonly budgetMs: number;
  readonly seed: number;
  readonly run: string;
}

interface Side {
  readonly session: PlainSession;
  connection: Connection;
  errors: number;
  readonly ms: number[];
}

export async function measureOverhead(options: OverheadOptions): Promise<Overhead> {
  const { scenario, seed } = options;
  const random = seededRandom(seed);
  const direct = await openSide(options.direct, scenario);
  const gateway = await openSide(options.gateway, scenario);
  const until = performance.now() + options.budgetMs;
  // The first few warm connections, caches and compilers on both sides and are not counted.
  const warmup = Math.min(20, Math.floor(options.pairs / 10));
  for (let pair = -warmup; pair < options.pairs && performance.now() < until; pair += 1) {
    const step = scenario.steps[Math.floor(random() * scenario.steps.length)];
    if (step === undefined) break;
    for (const side of random() < 0.5 ? [direct, gateway] : [gateway, direct])
      await once(side, step, options.run, pair >= 0);
  }
  for (const side of [direct, gateway]) {
    side.connection.destroy();
    await closePlain(side.session);
  }
  return summarise(direct, gateway, random);
}

async function openSide(place: Place, scenario: Scenario): Promise<Side> {
  const session = await openPlain(place, scenario.revision);
  return { session, connection: new Connection(place.endpoint), errors: 0, ms: [] };
}

async function once(side: Side, step: Step, run: string, counted: boolean): Promise<void> {
  if (!side.connection.open) side.connection = new Connection(side.session.place.endpoint);
  const id = freshId();
  const marker = markerOf(run, id);
  const text = requestText(compileStep(step, 0, side.session.dress), side.session.head, id, marker);
  const { timeoutMs, endpoint } = side.session.place;
  const asked = await ask(endpoint, text, { connection: side.connection, timeoutMs });
  if (!counted) return;
  const want = { id, marker, markerPrefix: `am${run}x` };
  if (asked.text === undefined || judgeText(asked.text, step, want) !== undefined) side.errors += 1;
  side.ms.push(asked.ms);
}

function summarise(direct: Side, gateway: Side, random: () => number): Overhead {
  const pairs = Math.min(direct.ms.length, gateway.ms.length);
  const added = (quantile: number): Interval =>
    interval(direct.ms.slice(0, pairs), gateway.ms.slice(0, pairs), quantile, random);
  return {
    pairs,
    errors: { direct: direct.errors, gateway: gateway.errors },
    direct: quantilesOf(direct.ms),
    gateway: quantilesOf(gateway.ms),
    added: { p50: added(0.5), p95: added(0.95), p99: added(0.99) },
  };
}

const quantilesOf = (ms: readonly number[]): Quantiles => {
  const sorted = ms.toSorted((a, b) => a - b);
  return { p50: round(at(sorted, 0.5)), p95: round(at(sorted, 0.95)), p99: round(at(sorted, 0.99)) };
};

const at = (sorted: ArrayLike<number>, quantile: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? 0;

const RESAMPLES = 500;

/** Difference of a quantile between the sides, with the middle 95 % of what resampled pairs give. */
export function interval(
  direct: readonly number[],
  gateway: readonly number[],
  quantile: number,
  random: () => number,
): Interval {
  const count = direct.length;
  if (count === 0) return { ms: 0, low: 0, high: 0 };
  const one = new Float64Array(count);
  const two = new Float64Array(count);
  const differences: number[] = [];
  for (let turn = 0; turn < RESAMPLES; turn += 1) {
    for (let index = 0; index < count; index += 1) {
      const from = Math.floor(random() * count);
      one[index] = direct[from] ?? 0;
      two[index] = gateway[from] ?? 0;
    }
    differences.push(at(two.toSorted(), quantile) - at(one.toSorted(), quantile));
  }
  const spread = differences.toSorted((a, b) => a - b);
  const ms = at(order(gateway), quantile) - at(order(direct), quantile);
  return { ms: round(ms), low: round(at(spread, 0.025)), high: round(at(spread, 0.975)) };
}

const order = (ms: readonly number[]): readonly number[] => ms.toSorted((a, b) => a - b);
