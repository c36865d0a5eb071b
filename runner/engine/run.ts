// One audit, on one page: open, gather, probe, judge, report.

import { randomInt } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Recording } from '../../suites/kernel/recording.ts';
import type { HarnessFault, Report } from '../../suites/kernel/report.ts';
import type { Skip } from '../../suites/kernel/check.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';
import { loadRules, ruleIds, selectIds, type Rule } from './catalog.ts';
import { evidenceFile, type EvidenceFile } from './evidence.ts';
import { gather, type Broken } from './gather.ts';
import { judge, type Verdict } from './judge.ts';
import { probeAll, probing } from './lanes.ts';
import { registerSecret, registerUrlSecrets, showUrl, mask } from './mask.ts';
import { open, type Opened } from './open.ts';
import { touchAllowed } from './plan.ts';
import { report, type ReportInput } from './report.ts';
import type { Sitting } from './sitting.ts';
import { viewsOf } from './views.ts';
import { guard } from '../wire/guard.ts';

/** For tests and suites with a runner of their own: rules instead of the catalog's, and a look at the recordings before they are dropped. */
export interface Inside {
  readonly rules?: readonly Rule[];
  readonly inspect?: (recordings: readonly Recording[]) => void;
}

export async function run(target: Target, options: AuditOptions, inside: Inside = {}): Promise<Report> {
  const began = performance.now();
  const startedAt = new Date();
  const seed = options.seed ?? randomInt(2 ** 31);
  registerCredentials(target);
  const evidence = options.evidence === undefined ? undefined : evidenceFile(options.evidence);
  const clock = deadline(options);
  const tried: Sitting[] = [];
  clock.signal.addEventListener('abort', () => tried.forEach((sitting) => sitting.abandon()), { once: true });
  try {
    options.onEvent?.({ kind: 'phase', phase: 'connect' });
    const opening = open({
      target,
      label: labelOf(target),
      options,
      seed,
      timeoutMs: options.timeoutMs ?? 10_000,
      numbering: { frame: 0, exchange: 0 },
      began,
      guard,
      onSitting: (sitting) => tried.push(sitting),
      ...(evidence === undefined ? {} : { evidence: (line) => evidence.write(line) }),
    });
    const all = inside.rules ?? (await loadRules(selectIds(ruleIds(), options.suites, options.rules)));
    const rules = all.filter(({ check }) => touchAllowed(check.touch, options));
    const opened = await opening;
    const judged = await judgeAll(opened, rules, options, clock.signal, evidence);
    options.onEvent?.({ kind: 'phase', phase: 'report' });
    const incomplete = clock.why() ?? judged.incomplete;
    const recordings = judged.sittings.map((sitting) => sitting.recording());
    inside.inspect?.(recordings);
    return report({
      target: { kind: target.kind === 'http' ? 'http' : 'stdio', label: labelOf(target) },
      startedAt,
      durationMs: performance.now() - began,
      seed,
      recordings,
      verdicts: judged.verdicts,
      faults: judged.faults,
      options,
      ...(incomplete === undefined ? {} : { incomplete }),
    });
  } finally {
    clock.stop();
    await Promise.all(tried.map((sitting) => sitting.shutdown()));
    evidence?.close();
  }
}

interface JudgedAll {
  readonly sittings: readonly Sitting[];
  readonly verdicts: readonly Verdict[];
  readonly faults: readonly HarnessFault[];
  readonly incomplete?: NonNullable<ReportInput['incomplete']>;
}

async function judgeAll(
  opened: Opened,
  rules: readonly Rule[],
  options: AuditOptions,
  signal: AbortSignal,
  evidence: EvidenceFile | undefined,
): Promise<JudgedAll> {
  if (opened.sittings.length === 0 && !opened.locked) {
    const message = opened.problems.join('\n') || 'no revision that was asked for is spoken by this target';
    return {
      sittings: [],
      verdicts: [],
      faults: [{ stage: 'connect', where: 'open', message }],
      incomplete: 'unreachable',
    };
  }
  const sittings = opened.locked ? lockedSitting(opened) : opened.sittings;
  for (const sitting of sittings) {
    evidence?.describe(sitting);
    const server = `${sitting.server.name ?? '(unnamed)'} ${sitting.server.version ?? ''}`.trim();
    options.onEvent?.({ kind: 'run', revision: sitting.revision, transport: sitting.transport, server });
  }
  const sat = await Promise.all(sittings.map((sitting) => sit(sitting, rules, options, signal, opened.locked)));
  for (const sitting of sittings) evidence?.describe(sitting);
  const faults: HarnessFault[] = sat.flatMap((one) => [...one.faults]);
  if (opened.locked)
    faults.push({
      stage: 'connect',
      where: 'open',
      message: 'the target asks for credentials (401 or 403): give them with --bearer-env or --header',
    });
  const died = sat.some((one) => one.died);
  return {
    sittings,
    verdicts: sat.flatMap((one) => one.verdicts),
    faults,
    ...(opened.locked ? { incomplete: 'unreachable' as const } : died ? { incomplete: 'died' as const } : {}),
  };
}

/** Nothing could be opened without credentials: what an outsider sees is still judged. */
function lockedSitting(opened: Opened): readonly Sitting[] {
  const [first] = opened.tried;
  if (first === undefined) return [];
  first.authorization = true;
  return [first];
}

interface Sat {
  readonly verdicts: readonly Verdict[];
  readonly faults: readonly HarnessFault[];
  readonly died: boolean;
}

/** Gathers, probes and judges one recording. */
async function sit(
  sitting: Sitting,
  rules: readonly Rule[],
  options: AuditOptions,
  signal: AbortSignal,
  locked: boolean,
): Promise<Sat> {
  sitting.known = (options.known ?? []).map((call) => ({ ...call, source: 'config' as const }));
  options.onEvent?.({ kind: 'phase', phase: 'gather', note: sitting.revision });
  const gathered = await gather(rules, sitting, options, signal);
  options.onEvent?.({ kind: 'phase', phase: 'probe', note: sitting.revision });
  const asked = options.probes === false ? [] : probing(rules, sitting, options);
  let done = 0;
  const onDone = (): void => options.onEvent?.({ kind: 'probes', done: (done += 1), total: asked.length });
  const probed = await probeAll(asked, { sitting, options, signal, onDone });
  const died = !signal.aborted && !locked && (await isDead(sitting));
  sitting.abandon();
  options.onEvent?.({ kind: 'phase', phase: 'judge', note: sitting.revision });
  const recording = sitting.recording();
  const read = viewsOf(recording);
  const blocked = new Map<string, Skip>(probed.blocked);
  const thrown = new Map([...probed.thrown, ...thrownByGathering(rules, gathered.broken)]);
  const verdicts = rules.map((rule) => {
    const verdict = judge(rule, recording, read, { blocked, thrown, probes: options.probes !== false });
    return died || signal.aborted ? spareTheDead(verdict, deathOf(sitting, signal)) : verdict;
  });
  for (const { rule, outcome } of verdicts) options.onEvent?.({ kind: 'verdict', rule: rule.id, outcome });
  return {
    verdicts: verdicts.map((verdict) => nameCause(verdict, verdicts)),
    faults: [...gathered.faults, ...probed.faults],
    died,
  };
}

function thrownByGathering(rules: readonly Rule[], broken: Broken): [string, string][] {
  if (broken.size === 0) return [];
  return rules.flatMap((rule): [string, string][] => {
    const hit = Object.values(rule.check.needs).find(({ id }) => broken.has(id));
    return hit === undefined ? [] : [[rule.id, broken.get(hit.id) ?? '']];
  });
}

/** The main lane is gone though nobody ended it; over HTTP, nobody answers any more. */
async function isDead(sitting: Sitting): Promise<boolean> {
  const { main } = sitting;
  if (main === undefined) return false;
  if (sitting.transport !== 'streamable-http') return !main.alive;
  const broken = sitting.recorder.exchanges.some(({ outcome }) => outcome === 'closed');
  if (!broken) return false;
  const fence = await main.as('open').settle(0);
  return fence.outcome === 'closed';
}

function deathOf(sitting: Sitting, signal: AbortSignal): Skip {
  if (signal.aborted) return { kind: 'blocked', note: 'the run ended before this could be judged' };
  const exit = sitting.recorder.frames.findLast(({ lane, via }) => via === 'exit' && lane === sitting.main?.lane);
  return { kind: 'blocked', note: `the target died in the middle (${exit?.raw ?? 'connection refused'})` };
}

/** What was never answered because the target was gone is no failure of the rule, and no absence either. */
function spareTheDead(verdict: Verdict, cause: Skip): Verdict {
  const { outcome, reason, findings, recording } = verdict;
  if (outcome === 'skip' && reason?.kind === 'nothing-to-judge') return { ...verdict, reason: cause };
  if (outcome === 'skip' && reason?.kind === 'blocked')
    return { ...verdict, reason: { kind: 'blocked', note: `${cause.note}; ${reason.note}` } };
  if (outcome !== 'fail' && outcome !== 'warn') return verdict;
  const unanswered = new Set(
    recording.exchanges
      .filter((exchange) => /^(?:closed|cancelled|timeout)$/.test(exchange.outcome))
      .map(({ id }) => id),
  );
  const alive = findings.filter(({ at }) => !at.some(({ exchange }) => unanswered.has(exchange)));
  if (alive.length > 0) return { ...verdict, findings: alive };
  return { ...verdict, outcome: 'skip', seen: 0, findings: [], reason: cause };
}

/** A skip that stands behind the failure of another rule names it. */
function nameCause(verdict: Verdict, verdicts: readonly Verdict[]): Verdict {
  const id = /\((e\d+)\)/.exec(verdict.reason?.kind === 'blocked' ? verdict.reason.note : '')?.[1];
  if (id === undefined || verdict.reason === undefined) return verdict;
  const failing = verdicts.find(
    ({ outcome, findings }) =>
      outcome === 'fail' && findings.some(({ at }) => at.some(({ exchange }) => exchange === id)),
  );
  if (failing === undefined) return verdict;
  return { ...verdict, reason: { kind: 'blocked', note: `${verdict.reason.note}; see ${failing.rule.id}` } };
}

function registerCredentials(target: Target): void {
  if (target.kind === 'stdio') for (const value of Object.values(target.env ?? {})) registerSecret(value);
  if (target.kind !== 'http') return;
  registerUrlSecrets(target.url);
  for (const value of Object.values(target.headers ?? {})) registerSecret(value);
}

/** How the target is named in reports: nothing in it is a credential. */
function labelOf(target: Target): string {
  if (target.label !== undefined) return mask(target.label);
  if (target.kind === 'http') return showUrl(target.url);
  return target.kind === 'streams' ? 'streams' : mask([target.command, ...target.args].join(' '));
}

interface Clock {
  readonly signal: AbortSignal;
  why(): 'budget' | 'interrupted' | undefined;
  stop(): void;
}

/** The budget of the whole run and the caller's own signal as one. */
function deadline(options: AuditOptions): Clock {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // one listener for each probe under way
  let why: 'budget' | 'interrupted' | undefined;
  const end = (reason: 'budget' | 'interrupted'): void => {
    why ??= reason;
    controller.abort();
  };
  const timer = setTimeout(() => end('budget'), options.budgetMs ?? 600_000);
  const interrupt = (): void => end('interrupted');
  options.signal?.addEventListener('abort', interrupt, { once: true });
  if (options.signal?.aborted === true) interrupt();
  return {
    signal: controller.signal,
    why: () => why,
    stop: () => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', interrupt);
    },
  };
}
