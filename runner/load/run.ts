// One load run, on one page: guard, prepare, load, measure what was asked for, judge, report.

import { randomBytes, randomInt } from 'node:crypto';
import type { HarnessFault, Report } from '../../suites/kernel/report.ts';
import type { Recording } from '../../suites/kernel/recording.ts';
import { loadRules, ruleIds, selectIds } from '../engine/catalog.ts';
import { judge } from '../engine/judge.ts';
import { mask, registerSecret, registerUrlSecrets, showUrl } from '../engine/mask.ts';
import { report, type ReportInput } from '../engine/report.ts';
import { viewsOf } from '../engine/views.ts';
import type { HttpTarget, StdioTarget } from '../target.ts';
import { clockOf, type RunClock } from './clock.ts';
import { guardLoad } from './guard.ts';
import { evidenceKeeper } from './keep-evidence.ts';
import { loadHttp, loadStdio, type Loaded } from './loaded.ts';
import type { LoadOptions } from './options.ts';
import { Unready } from './prepare.ts';
import { parseThreshold } from './threshold.ts';

/**
 * Loads a target and judges what was seen.
 *
 * @throws NotYours where the target is not on this machine and `own` is not set; TypeError for unusable options.
 */
export async function load(target: HttpTarget | StdioTarget, given: LoadOptions = {}): Promise<Report> {
  const clock = clockOf(given);
  try {
    return await bounded(target, { ...given, signal: clock.signal }, clock);
  } finally {
    clock.stop();
  }
}

async function bounded(target: HttpTarget | StdioTarget, options: LoadOptions, clock: RunClock): Promise<Report> {
  const startedAt = new Date();
  const began = performance.now();
  const seed = options.seed ?? randomInt(2 ** 31);
  const run = randomBytes(3).toString('hex');
  options.thresholds?.forEach(parseThreshold);
  registerCredentials(target, options);
  if (target.kind === 'http')
    await guardLoad([target.url, ...(options.direct === undefined ? [] : [options.direct])], options.own === true);
  const evidence = evidenceKeeper(options.evidence);
  const facts = { target: { kind: target.kind, label: labelOf(target) }, seed } as const;
  const done = (
    recordings: readonly Recording[],
    rest: Pick<ReportInput, 'verdicts' | 'faults' | 'incomplete'>,
  ): Report =>
    report({
      ...facts,
      startedAt,
      durationMs: performance.now() - began,
      recordings,
      options,
      measures: recordings[0]?.measures ?? {},
      ...rest,
    });
  let loaded: Loaded;
  try {
    options.onEvent?.({ kind: 'phase', phase: 'connect' });
    const context = { ...facts, run, options };
    loaded = target.kind === 'http' ? await loadHttp(target, context) : await loadStdio(target, context);
  } catch (error) {
    if (!(error instanceof Unready)) throw error;
    const fault: HarnessFault = { stage: 'connect', where: 'load', message: error.message };
    return done([], { verdicts: [], faults: [fault], incomplete: 'unreachable' });
  }
  options.onEvent?.({ kind: 'phase', phase: 'judge' });
  const { recording } = loaded;
  evidence.keep([recording]);
  const read = viewsOf(recording);
  const rules = await loadRules(selectIds(ruleIds(), ['load']));
  const verdicts = rules.map((rule) => judge(rule, recording, read));
  const incomplete = clock.why();
  return done([recording], { verdicts, faults: [], ...(incomplete === undefined ? {} : { incomplete }) });
}

function registerCredentials(target: HttpTarget | StdioTarget, options: LoadOptions): void {
  const given = target.kind === 'http' ? { ...target.headers } : { ...target.env };
  for (const value of [...Object.values(given), ...Object.values(options.otherHeaders ?? {})]) registerSecret(value);
  if (target.kind === 'http') registerUrlSecrets(target.url);
  if (options.direct !== undefined) registerUrlSecrets(options.direct);
}

function labelOf(target: HttpTarget | StdioTarget): string {
  if (target.label !== undefined) return mask(target.label);
  return target.kind === 'http' ? showUrl(target.url) : mask([target.command, ...target.args].join(' '));
}
