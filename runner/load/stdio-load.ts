// Loads a stdio server: the same scenario, checks and figures as over HTTP, on the pipes of one process.

import { whenAborted } from '../aborts.ts';
import type { StdioTarget } from '../target.ts';
import { judgeText } from './answer.ts';
import { bodyText, compileStep, markerOf, type CompiledStep } from './dress.ts';
import { figuresOf, type LoadFigures } from './figures.ts';
import { sampleProcess, type ProcessSample } from './process-sample.ts';
import { seededRandom } from './random.ts';
import type { LoadPlan, Sample } from './shape.ts';
import type { PipeAnswer, StdioPipe } from './stdio-pipe.ts';
import { Tally } from './tally.ts';

export interface StdioOutcome {
  readonly figures: LoadFigures;
  readonly samples: readonly Sample[];
  readonly process: readonly ProcessSample[];
  readonly changed: readonly { readonly step: string; readonly digest: string; readonly count: number }[];
}

export type StdioPlan = Omit<LoadPlan, 'endpoint' | 'headers'> & { readonly target: StdioTarget };

const FIRST_ID = 100_000_000;

/** Runs a plan on an opened process. */
export async function loadPipe(pipe: StdioPipe, plan: StdioPlan, signal?: AbortSignal): Promise<StdioOutcome> {
  const run = new PipeRun(pipe, plan);
  const stop = (): void => run.stop();
  const stopListening = whenAborted(signal, stop);
  const sampler = sampleProcess(pipe.child.pid ?? 0, process.platform !== 'win32', () => run.tally.done);
  const startedAt = Date.now();
  await run.go();
  const elapsed = performance.now() - run.began;
  stopListening();
  const processSamples = sampler.stop();
  const raw = run.tally.raw(0, startedAt, elapsed);
  const figures = figuresOf([raw], plan);
  return { figures, samples: raw.samples, process: processSamples, changed: raw.changed };
}

class PipeRun {
  readonly tally = new Tally();
  readonly began = performance.now();
  private readonly pipe: StdioPipe;
  private readonly plan: StdioPlan;
  private readonly steps: readonly CompiledStep[];
  private readonly random: () => number;
  private readonly until: number;
  private readonly inFlight = new Map<number, number>();
  private issued = 0;
  private stopped = false;
  private finish: () => void = () => undefined;

  constructor(pipe: StdioPipe, plan: StdioPlan) {
    this.pipe = pipe;
    this.plan = plan;
    this.steps = plan.scenario.steps.map((step, index) => compileStep(step, index, plan.scenario));
    this.random = seededRandom(plan.seed);
    this.until = this.began + plan.durationMs;
  }

  stop(): void {
    this.stopped = true;
  }

  go(): Promise<void> {
    return new Promise((resolve) => {
      const sweep = setInterval(() => this.sweep(), 50);
      this.finish = () => {
        clearInterval(sweep);
        resolve();
      };
      const { mode } = this.plan;
      if (mode.kind === 'open') this.tick(mode.rate, 0);
      else for (let user = 0; user < mode.users; user += 1) this.again();
      this.settle();
    });
  }

  private get over(): boolean {
    const { maxRequests = Infinity } = this.plan;
    return this.stopped || !this.pipe.open || this.issued >= maxRequests || performance.now() >= this.until;
  }

  private again(): void {
    if (!this.over) this.send(performance.now(), () => this.again());
  }

  private tick(rate: number, index: number): void {
    let next = index;
    const now = performance.now();
    const { tally } = this;
    for (; !this.over && this.began + (next * 1000) / rate <= now; next += 1) {
      const intended = this.began + (next * 1000) / rate;
      tally.lag.recordValue(Math.max(1, Math.round((now - intended) * 1000)));
      this.send(intended, () => undefined);
    }
    if (this.over) return this.settle();
    const wait = this.began + (next * 1000) / rate - performance.now();
    setTimeout(() => this.tick(rate, next), Math.max(1, Math.min(50, wait)));
  }

  private send(intended: number, then: () => void): void {
    const id = FIRST_ID + (this.issued += 1);
    const step = this.pick();
    const marker = markerOf(this.plan.run, id);
    const text = bodyText(step, id, marker);
    this.inFlight.set(id, intended);
    this.pipe.send(id, text, (answer) => {
      this.inFlight.delete(id);
      this.record(step, id, marker, intended, text, answer);
      then();
      this.settle();
    });
  }

  private record(
    step: CompiledStep,
    id: number,
    marker: string,
    intended: number,
    sent: string,
    answer: PipeAnswer,
  ): void {
    const now = performance.now();
    const want = { id, marker, markerPrefix: `am${this.plan.run}x` };
    const error = answer.text === undefined ? answer.failed : judgeText(answer.text, step.step, want);
    const ms = now - intended;
    const base = { step: step.step.name, doneAt: now - this.began, ms };
    this.tally.record(error === undefined ? base : { ...base, error });
    if (error === undefined) return;
    const body = answer.text === undefined ? {} : { body: answer.text.slice(0, 4000) };
    this.tally.sample(error, () => ({ kind: error, step: base.step, atMs: base.doneAt, ms, sent, ...body }));
  }

  private pick(): CompiledStep {
    const { steps } = this;
    const first = steps[0];
    if (first === undefined) throw new Error('a scenario without steps');
    if (this.plan.scenario.order === 'sequence') return steps[this.issued % steps.length] ?? first;
    let left = this.random() * steps.reduce((sum, { step }) => sum + step.weight, 0);
    for (const step of steps) if ((left -= step.step.weight) < 0) return step;
    return first;
  }

  private sweep(): void {
    const late = performance.now() - this.plan.timeoutMs;
    for (const [id, intended] of this.inFlight) if (intended < late) this.pipe.forget(id);
    this.settle();
  }

  private settle(): void {
    if (this.over && this.inFlight.size === 0) this.finish();
  }
}
