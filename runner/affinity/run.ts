// One affinity run, on one page: find the eras, ask every replica, try sessions every way, take one away, judge, report.

import { randomBytes, randomInt } from 'node:crypto';
import type { HarnessFault, Report } from '../../suites/kernel/report.ts';
import type { Json, Recording } from '../../suites/kernel/recording.ts';
import { eraOf, type Revision } from '../../suites/kernel/revision.ts';
import { loadRules, matches, ruleIds, selectIds } from '../engine/catalog.ts';
import { judge } from '../engine/judge.ts';
import { registerSecret, registerUrlSecrets, showUrl } from '../engine/mask.ts';
import { report, type ReportInput } from '../engine/report.ts';
import { viewsOf } from '../engine/views.ts';
import { clockOf } from '../load/clock.ts';
import { evidenceKeeper } from '../load/keep-evidence.ts';
import { guardLoad, NotYours } from '../load/guard.ts';
import { endpointOf } from '../load/http1.ts';
import { seededRandom } from '../load/random.ts';
import type { HttpTarget } from '../target.ts';
import { baseOf, discover, type Known } from './discover.ts';
import { sessionFacts } from './facts.ts';
import { failover, type FailoverMarks } from './failover.ts';
import { commandHooks, startReplicas, type Hooks } from './hooks.ts';
import { DEFAULT_TIMES, type AffinityOptions, type Part } from './options.ts';
import { ANSWERING, runFlows } from './per-request.ts';
import { collectIds, deletions, eventTimes, otherCaller, resumptions, streams } from './sessions.ts';
import { labelOf, recordingOf } from './recording.ts';
import { askAll } from './skew.ts';
import { openIn, runTrials, withCookies, type Field, type TrialCounts } from './trials.ts';
import { leave, type Visitor } from './visitor.ts';
import { Witness, type Numbering, type Way } from './witness.ts';

/** What a target on another machine gets, where nobody said that it may be loaded. */
const MODEST = { sessions: 8, ids: 60 } as const;

/** Tries whether sessions and stateless requests survive the replicas behind a target. */
export async function affinity(target: HttpTarget, options: AffinityOptions = {}): Promise<Report> {
  const startedAt = new Date();
  const began = performance.now();
  const seed = options.seed ?? randomInt(2 ** 31);
  registerCredentials(target, options);
  const evidence = evidenceKeeper(options.evidence);
  const clock = clockOf(options, 600_000);
  const started =
    options.startReplicas === undefined ? undefined : await startReplicas(options.startReplicas, target.replicas ?? []);
  const hooks: Hooks | undefined =
    options.kill === undefined ? (options.hooks ?? started) : commandHooks(options.kill, options.heal);
  try {
    const numbering = { frame: 0, exchange: 0 };
    const bounded = { ...(await modestly(target, options)), signal: clock.signal };
    const context: Context = { target, options: bounded, seed, hooks, numbering };
    if (started !== undefined) await untilServed(context);
    const { recordings, faults, problems } = await recordAll(context);
    evidence.keep(recordings);
    const rules = (await loadRules(selectIds(ruleIds(), ['affinity']))).filter(
      ({ id }) => options.rules === undefined || options.rules.some((wanted) => matches(id, wanted)),
    );
    const verdicts = recordings.flatMap((recording) => {
      const read = viewsOf(recording);
      return rules.map((rule) => judge(rule, recording, read));
    });
    const unreachable: HarnessFault[] =
      recordings.length > 0 ? [] : [{ stage: 'connect', where: 'affinity', message: problems.join('; ') }];
    const incomplete: ReportInput['incomplete'] = clock.why() ?? (recordings.length === 0 ? 'unreachable' : undefined);
    return report({
      target: { kind: 'http', label: labelOf(target) },
      startedAt,
      durationMs: performance.now() - began,
      seed,
      recordings,
      verdicts,
      faults: [...faults, ...unreachable],
      options,
      measures: measuresOf(recordings),
      ...(incomplete === undefined ? {} : { incomplete }),
    });
  } finally {
    clock.stop();
    await started?.stop();
  }
}

interface Context {
  readonly target: HttpTarget;
  readonly options: AffinityOptions;
  readonly seed: number;
  readonly hooks: Hooks | undefined;
  readonly numbering: Numbering;
}

/** Figures of each era under its revision. */
const measuresOf = (recordings: readonly Recording[]): Record<string, Json> => ({
  affinity: Object.fromEntries(recordings.map(({ revision, measures }) => [revision, measures['affinity'] ?? null])),
});

async function modestly(target: HttpTarget, options: AffinityOptions): Promise<AffinityOptions> {
  try {
    await guardLoad([target.url, ...(target.replicas ?? [])], options.own === true);
    return options;
  } catch (error) {
    if (!(error instanceof NotYours)) throw error;
    const sessions = Math.min(options.sessions ?? MODEST.sessions, MODEST.sessions);
    return { ...options, sessions, ids: Math.min(options.ids ?? MODEST.ids, MODEST.ids) };
  }
}

function registerCredentials(target: HttpTarget, options: AffinityOptions): void {
  const given = [...Object.values(target.headers ?? {}), ...Object.values(options.otherHeaders ?? {})];
  given.forEach(registerSecret);
  for (const url of [target.url, ...(target.replicas ?? [])]) registerUrlSecrets(url);
}

async function recordAll(
  context: Context,
): Promise<{ recordings: readonly Recording[]; faults: readonly HarnessFault[]; problems: readonly string[] }> {
  const recordings: Recording[] = [];
  const faults: HarnessFault[] = [];
  const problems: string[] = [];
  for (const revision of context.options.revisions ?? (['2025-11-25', '2026-07-28'] as const)) {
    const field = fieldOf(context, revision);
    context.options.onEvent?.({ kind: 'phase', phase: 'affinity', note: revision });
    const opened = await openOne(field);
    if (!opened.open) {
      const { asked, exchange } = opened.opened;
      problems.push(
        `${revision}: ${exchange.outcome} ${asked.status === 0 ? (asked.failed?.message ?? '') : `HTTP ${asked.status}`}`,
      );
      continue;
    }
    const done = await recordEra({ ...field, revision: opened.dress.revision }, opened, context);
    recordings.push(done.recording);
    if (done.problem !== undefined) faults.push({ stage: 'probe', where: 'affinity', message: done.problem });
  }
  return { recordings, faults, problems };
}

/** Replicas that were just started are used once the balancer has noticed them. */
async function untilServed(context: Context): Promise<void> {
  const [revision = '2025-11-25'] = context.options.revisions ?? [];
  for (let turn = 0; turn < 50; turn += 1) {
    const field = fieldOf(context, revision);
    const visitor = await openIn({ ...field, witness: new Witness() }, 'discover');
    await leave(visitor);
    if (visitor.open || (visitor.opened.asked.status > 0 && visitor.opened.asked.status < 500)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const takes = ({ parts }: AffinityOptions, part: Part): boolean => parts?.includes(part) ?? true;

/** A first session, straight at a replica where an address is known; a server may need a moment to be there. */
const openOne = (field: Field): Promise<Visitor> =>
  openIn(field, 'discover', {
    way: field.replicas[0] ?? field.target,
    ...(eraOf(field.revision) === 'per-request' ? { clientCapabilities: ANSWERING } : {}),
  });

function fieldOf({ target, options, numbering, seed }: Context, revision: Revision): Field {
  const { ca, clientCert: cert, clientKey: key } = target;
  const tls = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
  const way = (name: string, url: string): Way => ({ name, url: showUrl(url), endpoint: endpointOf(url, { tls }) });
  return {
    witness: new Witness(numbering),
    target: way('target', target.url),
    replicas: (target.replicas ?? []).map((url, index) => way(`replica-${index + 1}`, url)),
    revision,
    headers: target.headers ?? {},
    timeoutMs: options.timeoutMs ?? 10_000,
    run: randomBytes(3).toString('hex'),
    random: seededRandom(seed),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.routingHeader === undefined ? {} : { routingHeader: options.routingHeader }),
  };
}

async function recordEra(
  field: Field,
  first: Visitor,
  context: Context,
): Promise<{ recording: Recording; problem?: string }> {
  const { options, hooks } = context;
  const say = (note: string): void => options.onEvent?.({ kind: 'phase', phase: 'affinity', note });
  const second = await openOne(field);
  const calls = { calls: options.calls ?? 'readonly', allow: options.allow ?? [] } as const;
  const asks = (['trials', 'sessions', 'events'] as const).some((part) => takes(options, part));
  const known: Known = asks
    ? await discover(first, second, { ...calls, run: field.run })
    : { base: baseOf(first), tools: [], callable: [] };
  await leave(second);
  if (takes(options, 'skew')) {
    say('replicas side by side');
    await askAll(field, first);
  }
  const counts = { sessions: options.sessions ?? 24, rounds: options.rounds ?? 6 };
  if (first.dress.era === 'per-request') {
    say('flows across replicas');
    if (takes(options, 'trials')) await runFlows(field, known, counts);
  } else await initializeEra(field, first, known, context, counts, say);
  if (takes(options, 'events')) await eventTimes(field, known);
  await leave(first);
  let marks: FailoverMarks | undefined;
  if (hooks !== undefined && takes(options, 'failover') && options.signal?.aborted !== true) {
    say('failover');
    const lost = options.startReplicas === undefined ? undefined : field.replicas.at(-1);
    marks = await failover(field, hooks, { ...DEFAULT_TIMES, ...options.failoverTimes }, lost);
  }
  const recording = recordingOf(field, first, context, known, marks);
  return marks?.problem === undefined ? { recording } : { recording, problem: marks.problem };
}

async function initializeEra(
  field: Field,
  first: Visitor,
  known: Known,
  { options }: Context,
  counts: TrialCounts,
  say: (note: string) => void,
): Promise<void> {
  if (takes(options, 'trials')) {
    say('sessions over every kind of connection');
    await tryConnections(field, known, counts);
  }
  if (first.id === undefined) return;
  say('session ends, streams, ids');
  if (takes(options, 'sessions')) {
    await deletions(field);
    await streams(field, known);
    await sessionFacts(field, known);
    await resumptions(field, known);
    if (options.otherHeaders !== undefined) await otherCaller(field, options.otherHeaders);
  }
  if (takes(options, 'ids')) await collectIds(field, options.ids ?? 1000);
}

async function tryConnections(field: Field, known: Known, counts: TrialCounts): Promise<void> {
  const visitors = await runTrials(field, known, counts);
  const cookies = field.witness.exchanges.some(({ received }) =>
    received.some(({ http }) => http?.headers.some(([name]) => name.toLowerCase() === 'set-cookie')),
  );
  if (cookies) await withCookies(field, known);
  for (const visitor of visitors) await leave(visitor);
}
