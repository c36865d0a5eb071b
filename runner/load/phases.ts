// The phases of a load run over HTTP: closed loop, open loop, ramp; each ends with figures.

import { loadWithAutocannon } from './autocannon.ts';
import { runLoad, type LoadOutcome } from './crew.ts';
import { broken, kneeOf, ratesOf, rowOf, type Knee, type RampRow } from './knee.ts';
import type { LoadOptions } from './options.ts';
import type { LoadPlan, WorkerRaw } from './shape.ts';
import type { Phase } from './threshold.ts';

export interface Phases {
  readonly phases: readonly Phase[];
  readonly raws: readonly WorkerRaw[];
  readonly ramp?: { readonly rows: readonly RampRow[]; readonly knee: Knee };
}

export type BasePlan = Omit<LoadPlan, 'mode' | 'durationMs' | 'maxRequests'>;

const DEFAULT_USERS = 10;

export async function runPhases(base: BasePlan, options: LoadOptions): Promise<Phases> {
  const phases: Phase[] = [];
  const raws: WorkerRaw[] = [];
  const keep = (name: string, outcome: LoadOutcome): LoadOutcome => {
    phases.push({ name, figures: outcome.figures });
    raws.push(...outcome.raws);
    return outcome;
  };
  if (options.ramp !== undefined) {
    const ramp = await runRamp(base, options, options.ramp, (rate, outcome) => keep(`ramp ${rate}/s`, outcome));
    return { phases, raws, ramp };
  }
  const whole = options.durationMs ?? 10_000;
  const both = options.rate === undefined && options.users === undefined;
  if (options.users !== undefined || both) {
    say(options, 'closed loop');
    const mode = { kind: 'closed', users: options.users ?? DEFAULT_USERS } as const;
    const plan: LoadPlan = { ...base, mode, durationMs: both ? whole / 2 : whole, ...most(options) };
    keep(
      'closed',
      options.engine === 'autocannon' ? await loadWithAutocannon(plan) : await runLoad(plan, crew(options)),
    );
  }
  if (options.rate !== undefined || both) {
    const reached = phases[0]?.figures.perSecond ?? 2;
    const rate = options.rate ?? Math.max(1, Math.round(reached / 2));
    say(options, `open loop at ${rate}/s`);
    keep('open', await runLoad(openPlan(base, options, rate, both ? whole / 2 : whole), crew(options)));
  }
  return { phases, raws };
}

const crew = (options: LoadOptions): { threads?: number; signal?: AbortSignal } => ({
  ...(options.threads === undefined ? {} : { threads: options.threads }),
  ...(options.signal === undefined ? {} : { signal: options.signal }),
});

const most = (options: LoadOptions): { maxRequests?: number } =>
  options.requests === undefined ? {} : { maxRequests: options.requests };

const say = (options: LoadOptions, note: string): void => options.onEvent?.({ kind: 'phase', phase: 'load', note });

function openPlan(base: BasePlan, options: LoadOptions, rate: number, durationMs: number): LoadPlan {
  const { sessions = 10, maxConnections = 500 } = options;
  return { ...base, mode: { kind: 'open', rate, sessions, maxConnections }, durationMs, ...most(options) };
}

/** Steps upwards until one is too much, then halves the gap twice. */
async function runRamp(
  base: BasePlan,
  options: LoadOptions,
  ramp: NonNullable<LoadOptions['ramp']>,
  keep: (rate: number, outcome: LoadOutcome) => LoadOutcome,
): Promise<{ rows: readonly RampRow[]; knee: Knee }> {
  const rates = ratesOf(ramp.from, ramp.to, ramp.steps);
  const stepMs = Math.max(500, (options.durationMs ?? 10_000) / rates.length);
  const rows: RampRow[] = [];
  const measure = async (rate: number): Promise<boolean> => {
    say(options, `ramp at ${rate}/s`);
    const outcome = keep(rate, await runLoad(openPlan(base, options, rate, stepMs), crew(options)));
    const row = rowOf(outcome.figures, rate, stepMs);
    rows.push(row);
    return broken(row, rows[0] ?? row) === undefined;
  };
  for (const rate of rates) if (options.signal?.aborted === true || !(await measure(rate))) break;
  for (let turn = 0; turn < 2 && options.signal?.aborted !== true; turn += 1) {
    const { sustainedPerSecond, brokenPerSecond } = kneeOf(rows);
    if (brokenPerSecond === undefined || sustainedPerSecond === 0) break;
    const middle = Math.round((sustainedPerSecond + brokenPerSecond) / 2);
    if (middle - sustainedPerSecond < sustainedPerSecond * 0.1) break;
    await measure(middle);
  }
  return { rows: rows.toSorted((a, b) => a.offeredPerSecond - b.offeredPerSecond), knee: kneeOf(rows) };
}
