// Gathers, probes and judges what was opened, one recording at a time and all of them side by side.

import type { Skip } from '../../suites/kernel/check.ts';
import type { HarnessFault } from '../../suites/kernel/report.ts';
import type { AuditOptions } from '../options.ts';
import { loadRules, ruleIds, selectIds, touchOf, type Rule } from './catalog.ts';
import type { EvidenceFile } from './evidence.ts';
import type { Clock } from './clock.ts';
import { gather, mayCall, type Broken } from './gather.ts';
import type { Verdict } from './judge.ts';
import { deathOf, isDead, spareTheDead, tellsOfDeath } from './death.ts';
import { judgePatiently } from './judge-patiently.ts';
import { probeAll, probing } from './lanes.ts';
import { halfOpened } from './half-opened.ts';
import { lockedMessage } from './locked.ts';
import type { Opened } from './open.ts';
import { attacks, touchAllowed } from './plan.ts';
import type { ReportInput } from './report.ts';
import type { Sitting } from './sitting.ts';
import { viewsOf } from './views.ts';
import { tamperedTokens } from '../callers/tampered.ts';
import { runInterop, wantsInterop } from '../interop/run.ts';
import { ownAddresses } from '../wire/listening.ts';
import { maskLeaks } from '../dlp/mask-leaks.ts';

/** The catalog's rules that the options select; what goes further than they allow is not even loaded. */
export const loadSelected = (options: AuditOptions): Promise<readonly Rule[]> =>
  loadRules(
    selectIds(ruleIds(), options.suites, options.rules).filter((id) => {
      const touch = touchOf(id);
      return touch === undefined || touchAllowed(touch, options);
    }),
  );

export interface JudgedAll {
  readonly sittings: readonly Sitting[];
  readonly verdicts: readonly Verdict[];
  readonly faults: readonly HarnessFault[];
  readonly unmasked: boolean;
  readonly incomplete?: NonNullable<ReportInput['incomplete']>;
}

export async function judgeAll(
  opened: Opened,
  given: readonly Rule[],
  options: AuditOptions,
  clock: Clock,
  evidence: EvidenceFile | undefined,
): Promise<JudgedAll> {
  const rules = given.filter(({ check }) => touchAllowed(check.touch, options));
  if (opened.sittings.length === 0 && !opened.locked) {
    const message = clock.signal.aborted
      ? 'the run ended before it answered'
      : opened.problems.join('\n') || 'no revision that was asked for is spoken by this target';
    const faults: readonly HarnessFault[] = [{ stage: 'connect', where: 'open', message }];
    const judged = clock.signal.aborted ? undefined : judgeHalfOpened(opened, rules, clock, evidence);
    return judged === undefined
      ? { sittings: [], verdicts: [], faults, unmasked: false, incomplete: 'unreachable' }
      : { ...judged, faults, ...(judged.verdicts.some(isFailed) ? {} : { incomplete: 'unreachable' }) };
  }
  const sittings = opened.locked ? lockedSitting(opened) : opened.sittings;
  for (const sitting of sittings) {
    evidence?.describe(sitting);
    const server = `${sitting.server.name ?? '(unnamed)'} ${sitting.server.version ?? ''}`.trim();
    options.onEvent?.({ kind: 'run', revision: sitting.revision, transport: sitting.transport, server });
  }
  const sat = await Promise.all(sittings.map((sitting) => sit(sitting, rules, options, clock, opened.locked)));
  for (const sitting of sittings) evidence?.describe(sitting);
  const faults: HarnessFault[] = sat.flatMap((one) => [...one.faults]);
  if (opened.locked)
    faults.push({
      stage: 'connect',
      where: 'open',
      message: lockedMessage(opened, sittings),
    });
  const died = sat.some((one) => one.died);
  const heldUp = sat.some((one) => one.heldUp);
  return {
    sittings,
    verdicts: sat.flatMap((one) => one.verdicts),
    faults,
    unmasked: sat.some((one) => one.unmasked),
    ...why(opened.locked, died, heldUp),
  };
}

function why(locked: boolean, died: boolean, heldUp: boolean): Pick<JudgedAll, 'incomplete'> {
  if (locked) return { incomplete: 'unreachable' };
  if (died) return { incomplete: 'died' };
  return heldUp ? { incomplete: 'budget' } : {};
}

/** Nothing could be opened without credentials: what an outsider sees is still judged. */
function lockedSitting(opened: Opened): readonly Sitting[] {
  const [first] = opened.tried;
  if (first === undefined) return [];
  first.authorization = true;
  return [first];
}

/**
 * A server that answered initialize, but so that no client can take it as an answer: what is wrong with it is judged on what
 * was said so far. Nothing where no rule fails: then it cannot be told from a stranger.
 */
function judgeHalfOpened(
  opened: Opened,
  rules: readonly Rule[],
  clock: Clock,
  evidence: EvidenceFile | undefined,
): Pick<JudgedAll, 'sittings' | 'verdicts' | 'unmasked'> | undefined {
  const sitting = halfOpened(opened);
  if (sitting === undefined) return undefined;
  evidence?.describe(sitting);
  const recording = sitting.recording();
  const given = { blocked: new Map(), thrown: new Map(), probes: true };
  const read = viewsOf(recording);
  const { verdicts } = judgePatiently(rules, recording, read, given, clock.left());
  const masked = maskLeaks(rules, read, recording, verdicts, clock.left());
  // A stream of the old transport that names an address is no stranger's; what clients make of it may be a warning.
  if (!verdicts.some((one) => isFailed(one) || (one.outcome === 'warn' && sitting.transport === 'http-sse')))
    return undefined;
  const reason: Skip = {
    kind: 'blocked',
    note: 'the target did not answer the first request as a client can understand it',
  };
  return {
    sittings: [sitting],
    unmasked: !masked,
    verdicts: verdicts.map((verdict) =>
      isFailed(verdict) ||
      (verdict.outcome === 'warn' && sitting.transport === 'http-sse') ||
      verdict.reason?.kind === 'revision' ||
      verdict.reason?.kind === 'transport'
        ? verdict
        : { ...verdict, outcome: 'skip', seen: 0, findings: [], reason },
    ),
  };
}

const isFailed = ({ outcome }: Verdict): boolean => outcome === 'fail';

interface Sat {
  readonly verdicts: readonly Verdict[];
  readonly faults: readonly HarnessFault[];
  readonly died: boolean;
  /** Judging itself ran out of time. */
  readonly heldUp: boolean;
  /** What leaked could not be looked for to the end: nothing the target said may be quoted. */
  readonly unmasked: boolean;
}

/** Gathers, probes and judges one recording; what proves attacks is there for as long. */
async function sit(
  sitting: Sitting,
  rules: readonly Rule[],
  options: AuditOptions,
  clock: Clock,
  locked: boolean,
): Promise<Sat> {
  if (!attacks(options) || locked || !rules.some(({ check }) => check.touch === 'active'))
    return sitDown(sitting, rules, options, clock, locked);
  const { openOracles } = await import('../active/oracles.ts');
  const oracles = await openOracles(sitting.target, sitting.recorder);
  sitting.active = oracles?.facts;
  try {
    return await sitDown(sitting, rules, options, clock, locked);
  } finally {
    await oracles?.close();
  }
}

async function sitDown(
  sitting: Sitting,
  rules: readonly Rule[],
  options: AuditOptions,
  clock: Clock,
  locked: boolean,
): Promise<Sat> {
  const { signal } = clock;
  sitting.known = (options.known ?? []).map((call) => ({ ...call, source: 'config' as const }));
  sitting.fuzz = options.fuzz;
  sitting.tokens = { ...tamperedTokens(sitting.target), ...options.tokens };
  sitting.names = options.names === true;
  sitting.mayCall = (tool) => mayCall(tool, options);
  options.onEvent?.({ kind: 'phase', phase: 'gather', note: sitting.revision });
  if (sitting.target.kind === 'http') {
    const addresses = await ownAddresses(sitting.target.url);
    if (addresses !== undefined) sitting.measures['http.listening'] = addresses;
  }
  const gathering = gather(rules, sitting, options, signal);
  options.onEvent?.({ kind: 'phase', phase: 'probe', note: sitting.revision });
  const asked = options.probes === false ? [] : probing(rules, sitting, options);
  let done = 0;
  const onDone = (): void => options.onEvent?.({ kind: 'probes', done: (done += 1), total: asked.length });
  const clients = wantsInterop(sitting, rules, options)
    ? gathering.done.then(() => runInterop(sitting, signal))
    : undefined;
  const [probed, gathered] = await Promise.all([
    probeAll(asked, { sitting, options, signal, onDone, gathering }),
    gathering.done,
    clients,
  ]);
  const gone = !signal.aborted && !locked && (await isDead(sitting));
  sitting.abandon();
  // Processes end while we judge; over HTTP the end is an exchange of its own, and comes after.
  if (sitting.transport === 'stdio') sitting.leave();
  options.onEvent?.({ kind: 'phase', phase: 'judge', note: sitting.revision });
  const recording = sitting.recording();
  const read = viewsOf(recording);
  const blocked = new Map<string, Skip>(probed.blocked);
  const thrown = new Map([...probed.thrown, ...thrownByGathering(rules, gathered.broken)]);
  const { verdicts: judged, heldUp } = judgePatiently(
    rules,
    recording,
    read,
    { blocked, thrown, probes: options.probes !== false },
    clock.left(),
  );
  const masked = maskLeaks(rules, read, recording, judged, clock.left());
  // A target that a fuzz case ended, or whose end is a finding, has been judged, not lost.
  const died = gone && !judged.some(tellsOfDeath);
  const death = gone || signal.aborted ? deathOf(sitting, signal) : undefined;
  const verdicts = judged.map((verdict) =>
    death !== undefined && verdict.rule.suite !== 'fuzz' ? spareTheDead(verdict, death) : verdict,
  );
  for (const { rule, outcome } of verdicts) options.onEvent?.({ kind: 'verdict', rule: rule.id, outcome });
  return {
    verdicts: verdicts.map((verdict) => nameCause(verdict, verdicts)),
    faults: [...gathered.faults, ...probed.faults],
    died,
    heldUp: heldUp || !masked,
    unmasked: !masked,
  };
}

function thrownByGathering(rules: readonly Rule[], broken: Broken): [string, string][] {
  if (broken.size === 0) return [];
  return rules.flatMap((rule): [string, string][] => {
    const hit = Object.values(rule.check.needs).find(({ id }) => broken.has(id));
    return hit === undefined ? [] : [[rule.id, broken.get(hit.id) ?? '']];
  });
}

/** A skip that stands behind the failure of another rule names it. */
function nameCause(verdict: Verdict, verdicts: readonly Verdict[]): Verdict {
  const id = /\((e\d+)\)/.exec(verdict.reason?.kind === 'blocked' ? verdict.reason.note : '')?.[1];
  if (id === undefined || verdict.reason === undefined) return verdict;
  const failing = verdicts.find(
    ({ outcome, findings }) =>
      (outcome === 'fail' || outcome === 'warn') &&
      findings.some(({ at }) => at.some(({ exchange }) => exchange === id)),
  );
  if (failing === undefined) return verdict;
  return { ...verdict, reason: { kind: 'blocked', note: `${verdict.reason.note}; see ${failing.rule.id}` } };
}
