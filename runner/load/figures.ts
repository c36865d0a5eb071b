// The figures of a load run, as they stand in the report's `measures`.

import type { Histogram } from 'hdr-histogram-js';
import type { LoadPlan, StepRaw, WorkerRaw } from './shape.ts';
import { mergeHistograms } from './tally.ts';

/** Milliseconds. */
export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
  readonly mean: number;
}

export interface StepFigures {
  readonly name: string;
  readonly count: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly latency: Latency;
  /** Until the first event of an event stream. */
  readonly firstEvent?: Latency;
}

export interface LoadFigures {
  readonly mode: 'closed' | 'open';
  readonly users?: number;
  readonly offeredPerSecond?: number;
  readonly elapsedMs: number;
  /** Requests of the scenario; opening of sessions is counted among the steps alone. */
  readonly requests: number;
  readonly perSecond: number;
  readonly errors: { readonly total: number; readonly rate: number; readonly byKind: Readonly<Record<string, number>> };
  readonly latency: Latency;
  readonly firstEvent?: Latency;
  readonly steps: readonly StepFigures[];
  /** Upper end in milliseconds and number of requests at or below it, above the one before. */
  readonly histogram: readonly (readonly [upToMs: number, count: number])[];
  readonly seconds: readonly { readonly count: number; readonly errors: number; readonly worstMs: number }[];
  readonly sessions: { readonly opened: number; readonly lost: number; readonly ended: number };
  readonly connections: number;
  readonly resent?: number;
  readonly answers: { readonly json: number; readonly sse: number };
  readonly generator: { readonly threads: number; readonly lagP99Ms: number; readonly rssMiB: number };
}

const SETUP = new Set(['initialize']);

export function figuresOf(raws: readonly WorkerRaw[], plan: Pick<LoadPlan, 'mode'>): LoadFigures {
  const steps = mergeSteps(raws);
  const scenario = steps.filter((step) => !SETUP.has(step.name));
  const all = mergeHistograms(scenario.flatMap((step) => step.latencies));
  const first = scenario.flatMap((step) => step.firstEvents);
  const byKind: Record<string, number> = {};
  for (const step of steps)
    for (const [kind, count] of Object.entries(step.errors)) byKind[kind] = (byKind[kind] ?? 0) + count;
  const total = Object.values(byKind).reduce((sum, count) => sum + count, 0);
  const elapsedMs = Math.max(...raws.map((raw) => raw.elapsedMs));
  const requests = scenario.reduce((sum, step) => sum + step.count, 0);
  return {
    mode: plan.mode.kind,
    ...(plan.mode.kind === 'closed' ? { users: plan.mode.users } : { offeredPerSecond: plan.mode.rate }),
    elapsedMs: Math.round(elapsedMs),
    requests,
    perSecond: round(requests / (elapsedMs / 1000)),
    errors: {
      total,
      rate: total === 0 ? 0 : round(total / steps.reduce((sum, step) => sum + step.count, 0), 6),
      byKind,
    },
    latency: latencyOf(all),
    ...(first.length === 0 ? {} : { firstEvent: latencyOf(mergeHistograms(first)) }),
    steps: steps.map((step) => stepFigures(step)),
    histogram: bucketsOf(all),
    seconds: mergeSeconds(raws),
    sessions: {
      opened: sum(raws, (raw) => raw.sessions.opened),
      lost: sum(raws, (raw) => raw.sessions.lost),
      ended: sum(raws, (raw) => raw.sessions.ended),
    },
    connections: sum(raws, (raw) => raw.connections),
    resent: sum(raws, (raw) => raw.resent),
    answers: { json: sum(raws, (raw) => raw.json), sse: sum(raws, (raw) => raw.sse) },
    generator: {
      threads: raws.length,
      lagP99Ms: round(mergeHistograms(raws.map((raw) => raw.lag)).getValueAtPercentile(99) / 1000),
      rssMiB: Math.round(Math.max(...raws.map((raw) => raw.rssBytes)) / 1_048_576),
    },
  };
}

interface MergedStep {
  readonly name: string;
  count: number;
  readonly errors: Record<string, number>;
  readonly latencies: string[];
  readonly firstEvents: string[];
}

function mergeSteps(raws: readonly WorkerRaw[]): MergedStep[] {
  const merged = new Map<string, MergedStep>();
  for (const raw of raws.flatMap((worker): readonly StepRaw[] => worker.steps)) {
    const step = merged.get(raw.name) ?? { name: raw.name, count: 0, errors: {}, latencies: [], firstEvents: [] };
    merged.set(raw.name, step);
    step.count += raw.count;
    for (const [kind, count] of Object.entries(raw.errors)) step.errors[kind] = (step.errors[kind] ?? 0) + count;
    step.latencies.push(raw.latency);
    if (raw.firstEvent !== undefined) step.firstEvents.push(raw.firstEvent);
  }
  return [...merged.values()];
}

const stepFigures = (step: MergedStep): StepFigures => ({
  name: step.name,
  count: step.count,
  errors: step.errors,
  latency: latencyOf(mergeHistograms(step.latencies)),
  ...(step.firstEvents.length === 0 ? {} : { firstEvent: latencyOf(mergeHistograms(step.firstEvents)) }),
});

export function latencyOf(histogram: Histogram): Latency {
  const at = (percentile: number): number =>
    histogram.totalCount === 0 ? 0 : round(histogram.getValueAtPercentile(percentile) / 1000);
  return {
    count: histogram.totalCount,
    p50: at(50),
    p75: at(75),
    p90: at(90),
    p95: at(95),
    p99: at(99),
    p999: at(99.9),
    max: histogram.totalCount === 0 ? 0 : round(histogram.maxValue / 1000),
    mean: histogram.totalCount === 0 ? 0 : round(histogram.mean / 1000),
  };
}

/** Buckets that double, from a tenth of a millisecond; empty ones at both ends are left out. */
function bucketsOf(histogram: Histogram): (readonly [number, number])[] {
  const rows: [number, number][] = [];
  let below = 0;
  for (let upTo = 100; below < histogram.totalCount && upTo < 700_000_000; upTo *= 2) {
    const share = countAtOrBelow(histogram, upTo);
    if (share > 0) rows.push([upTo / 1000, share - below]);
    below = share;
  }
  return rows;
}

function countAtOrBelow(histogram: Histogram, micros: number): number {
  // The library has no such count; percentiles are monotone, so the place is found by halving.
  let low = 0;
  let high = histogram.totalCount;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (histogram.getValueAtPercentile((middle / histogram.totalCount) * 100) <= micros) low = middle;
    else high = middle - 1;
  }
  return low;
}

function mergeSeconds(raws: readonly WorkerRaw[]): LoadFigures['seconds'] {
  const length = Math.max(0, ...raws.map((raw) => raw.seconds.length));
  return Array.from({ length }, (_, index) => ({
    count: sum(raws, (raw) => raw.seconds[index]?.count ?? 0),
    errors: sum(raws, (raw) => raw.seconds[index]?.errors ?? 0),
    worstMs: round(Math.max(...raws.map((raw) => raw.seconds[index]?.worst ?? 0)) / 1000),
  }));
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

export const round = (value: number, digits = 3): number => Number(value.toFixed(digits));
