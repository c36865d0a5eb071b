// Counts and histograms of one thread, and how those of several become figures.

import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type Histogram } from 'hdr-histogram-js';
import type { Sample, StepRaw, WorkerRaw } from './shape.ts';

/** Microseconds, three significant digits, up to ten minutes. */
export const newHistogram = (): Histogram =>
  build({
    useWebAssembly: false,
    bitBucketSize: 32,
    lowestDiscernibleValue: 1,
    highestTrackableValue: 600_000_000,
    numberOfSignificantValueDigits: 3,
  });

const SAMPLES_PER_KIND = 3;
const CHANGED_LIMIT = 50;

interface StepTally {
  readonly name: string;
  count: number;
  readonly errors: Map<string, number>;
  readonly latency: Histogram;
  firstEvent: Histogram | undefined;
}

export interface Outcome {
  readonly step: string;
  /** Milliseconds since the start of the run. */
  readonly doneAt: number;
  readonly ms: number;
  readonly error?: string;
  readonly firstEventMs?: number;
  readonly sse?: boolean;
}

export class Tally {
  private readonly steps = new Map<string, StepTally>();
  private readonly seconds: { count: number; errors: number; worst: number }[] = [];
  private readonly samples = new Map<string, Sample[]>();
  private readonly changed = new Map<string, { step: string; digest: string; count: number }>();
  readonly lag = newHistogram();
  readonly sessions = { opened: 0, lost: 0, ended: 0 };
  connections = 0;
  resent = 0;
  done = 0;
  private sse = 0;
  private json = 0;

  record(outcome: Outcome): void {
    const step = this.stepOf(outcome.step);
    const micros = Math.max(1, Math.min(600_000_000, Math.round(outcome.ms * 1000)));
    step.count += 1;
    this.done += 1;
    step.latency.recordValue(micros);
    if (outcome.sse === true) this.sse += 1;
    else if (outcome.sse === false) this.json += 1;
    if (outcome.firstEventMs !== undefined)
      (step.firstEvent ??= newHistogram()).recordValue(Math.max(1, Math.round(outcome.firstEventMs * 1000)));
    this.second(outcome.doneAt, micros, outcome.error !== undefined);
    if (outcome.error !== undefined) this.error(step, outcome.error);
  }

  private error(step: StepTally, error: string): void {
    const [kind, detail] = error.split(' ');
    if (kind === 'changed-content' && detail !== undefined) {
      const key = `${step.name} ${detail}`;
      const known = this.changed.get(key);
      if (known !== undefined) known.count += 1;
      else if (this.changed.size < CHANGED_LIMIT) this.changed.set(key, { step: step.name, digest: detail, count: 1 });
    }
    const name = kind === 'changed-content' ? kind : error;
    step.errors.set(name, (step.errors.get(name) ?? 0) + 1);
  }

  /** Keeps the first few of each kind as evidence; the sample is only built where it will be kept. */
  sample(kind: string, make: () => Sample): void {
    const [name = kind] = kind.split(' ');
    const key = name === 'changed-content' ? name : kind;
    const kept = this.samples.get(key) ?? [];
    if (kept.length >= SAMPLES_PER_KIND || this.samples.size >= 40) return;
    kept.push(make());
    this.samples.set(key, kept);
  }

  private second(doneAt: number, micros: number, wrong: boolean): void {
    const index = Math.max(0, Math.floor(doneAt / 1000));
    while (this.seconds.length <= index && this.seconds.length < 100_000)
      this.seconds.push({ count: 0, errors: 0, worst: 0 });
    const row = this.seconds[index];
    if (row === undefined) return;
    row.count += 1;
    if (wrong) row.errors += 1;
    if (micros > row.worst) row.worst = micros;
  }

  private stepOf(name: string): StepTally {
    let step = this.steps.get(name);
    if (step === undefined) {
      step = { name, count: 0, errors: new Map(), latency: newHistogram(), firstEvent: undefined };
      this.steps.set(name, step);
    }
    return step;
  }

  raw(worker: number, startedAtMs: number, elapsedMs: number): WorkerRaw {
    return {
      worker,
      startedAtMs,
      elapsedMs,
      steps: [...this.steps.values()].map(rawStep),
      seconds: this.seconds,
      samples: [...this.samples.values()].flat(),
      changed: [...this.changed.values()],
      sessions: this.sessions,
      connections: this.connections,
      resent: this.resent,
      lag: encodeIntoCompressedBase64(this.lag),
      sse: this.sse,
      json: this.json,
      rssBytes: process.memoryUsage.rss(),
    };
  }
}

const rawStep = (step: StepTally): StepRaw => ({
  name: step.name,
  count: step.count,
  errors: Object.fromEntries(step.errors),
  latency: encodeIntoCompressedBase64(step.latency),
  ...(step.firstEvent === undefined ? {} : { firstEvent: encodeIntoCompressedBase64(step.firstEvent) }),
});

/** Adds encoded histograms up. */
export function mergeHistograms(encoded: readonly string[]): Histogram {
  const merged = newHistogram();
  for (const text of encoded) merged.add(decodeFromCompressedBase64(text, 32, false));
  return merged;
}
