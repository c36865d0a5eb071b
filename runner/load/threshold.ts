// Thresholds of the operator: `p99<200`, `errors<1%`, `rate>500`, `firstEvent.p95<100`, `p99[tools/list]<50`, `added.p95<20`.

import type { LoadFigures, Latency } from './figures.ts';
import type { Overhead } from './overhead.ts';

export interface Threshold {
  readonly text: string;
  readonly metric: string;
  readonly step?: string;
  readonly below: boolean;
  readonly limit: number;
}

export interface ThresholdResult extends Threshold {
  /** Absent where nothing was measured that it speaks of. */
  readonly actual?: number;
  readonly phase?: string;
}

const LATENCIES = ['p50', 'p75', 'p90', 'p95', 'p99', 'p999', 'max', 'mean'] as const;
const KNOWN = [
  ...LATENCIES,
  ...LATENCIES.map((name) => `firstEvent.${name}`),
  ...['p50', 'p95', 'p99'].map((name) => `added.${name}`),
  'errors',
  'rate',
  'lost',
];
const SHAPE = /^\s*([A-Za-z0-9.]+)\s*(?:\[([^\]]+)\])?\s*(<|>)=?\s*([\d.]+)\s*(%|ms|s|\/s)?\s*$/;

/** @throws TypeError that says what a threshold looks like. */
export function parseThreshold(text: string): Threshold {
  const [, metric = '', step, sign, number = '', unit] = SHAPE.exec(text) ?? [];
  if (!KNOWN.includes(metric) || Number.isNaN(Number(number)))
    throw new TypeError(
      `${text} is no threshold: write for example p99<200, errors<1%, rate>500, firstEvent.p95<100 or p99[tools/list]<50`,
    );
  const factor = unit === '%' ? 0.01 : unit === 's' ? 1000 : 1;
  return {
    text: text.trim(),
    metric,
    ...(step === undefined ? {} : { step }),
    below: sign === '<',
    limit: Number(number) * factor,
  };
}

export interface Phase {
  readonly name: string;
  readonly figures: LoadFigures;
}

/** Latency is read from the open loop where there was one, throughput from the closed; errors from all. */
export function measureThreshold(
  threshold: Threshold,
  phases: readonly Phase[],
  overhead: Overhead | undefined,
): ThresholdResult {
  const { metric, step } = threshold;
  if (metric.startsWith('added.')) {
    const added = overhead?.added[metric.slice(6) as 'p50' | 'p95' | 'p99'];
    return added === undefined ? threshold : { ...threshold, actual: added.ms, phase: 'overhead' };
  }
  const open = phases.find(({ figures }) => figures.mode === 'open');
  const closed = phases.find(({ figures }) => figures.mode === 'closed');
  if (metric === 'errors') return { ...threshold, ...worstErrors(phases, step) };
  const chosen = metric === 'rate' ? (closed ?? open) : (open ?? closed);
  if (chosen === undefined) return threshold;
  const actual = read(chosen.figures, metric, step);
  return actual === undefined ? threshold : { ...threshold, actual, phase: chosen.name };
}

function worstErrors(phases: readonly Phase[], step: string | undefined): { actual?: number; phase?: string } {
  let worst: { actual: number; phase: string } | undefined;
  for (const { name, figures } of phases) {
    const actual = step === undefined ? figures.errors.rate : stepErrors(figures, step);
    if (actual !== undefined && (worst === undefined || actual > worst.actual)) worst = { actual, phase: name };
  }
  return worst ?? {};
}

function stepErrors(figures: LoadFigures, name: string): number | undefined {
  const step = figures.steps.find((one) => one.name === name);
  if (step === undefined || step.count === 0) return undefined;
  return Object.values(step.errors).reduce((sum, count) => sum + count, 0) / step.count;
}

function read(figures: LoadFigures, metric: string, name: string | undefined): number | undefined {
  const step = name === undefined ? undefined : figures.steps.find((one) => one.name === name);
  if (name !== undefined && step === undefined) return undefined;
  if (metric === 'rate') return step === undefined ? figures.perSecond : (step.count / figures.elapsedMs) * 1000;
  if (metric === 'lost') return figures.sessions.lost;
  const first = metric.startsWith('firstEvent.');
  const latency = first ? (step ?? figures).firstEvent : (step ?? figures).latency;
  const member = (first ? metric.slice('firstEvent.'.length) : metric) as keyof Latency;
  return latency?.[member];
}
