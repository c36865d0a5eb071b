// Runs probes: together on one session where they cannot hurt each other, one by one or alone where they can.

import type { Isolation, Skip } from '../../suites/kernel/check.ts';
import type { HarnessFault } from '../../suites/kernel/report.ts';
import type { Rule } from './catalog.ts';
import { turn } from './clock.ts';
import type { Gathering } from './gather.ts';
import { atMost } from './lane-pool.ts';
import type { LaneSession } from './lane-session.ts';
import { outside, touchAllowed } from './plan.ts';
import type { AuditOptions } from '../options.ts';
import { afterWaking } from '../waking.ts';
import type { Sitting } from './sitting.ts';
import { liveViews, undeclared, viewsFor } from './views.ts';

export interface ProbeOutcome {
  readonly blocked: Map<string, Skip>;
  readonly thrown: Map<string, string>;
  readonly faults: HarnessFault[];
}

export interface ProbeContext {
  readonly sitting: Sitting;
  readonly options: AuditOptions;
  /** Aborted when the run is out of time or interrupted. */
  readonly signal: AbortSignal;
  readonly onDone: () => void;
  readonly gathering: Gathering;
}

/** Together on one connection at a time; beyond that a target may start to throttle. */
const AT_ONCE = 8;

/** Rules of the plan whose probe applies to this recording. */
export function probing(rules: readonly Rule[], sitting: Sitting, options: AuditOptions): readonly Rule[] {
  const recording = sitting.recording();
  return rules.filter(
    (rule) =>
      rule.check.probe !== undefined &&
      touchAllowed(rule.check.touch, options) &&
      (rule.check.touch !== 'active' || sitting.active !== undefined) &&
      outside(rule, sitting.revision, sitting.transport) === undefined &&
      undeclared(rule.check.needs, recording) === undefined,
  );
}

export async function probeAll(rules: readonly Rule[], context: ProbeContext): Promise<ProbeOutcome> {
  const outcome: ProbeOutcome = { blocked: new Map(), thrown: new Map(), faults: [] };
  const of = (isolation: Isolation): readonly Rule[] =>
    rules.filter(({ check }) => (check.isolation ?? 'shared') === isolation);
  const { transport, main } = context.sitting;
  const own = transport === 'stdio' ? 3 : 4;
  // Without sessions all lanes are one: there, nothing is tried before the server has said what it is.
  if (transport !== 'stdio' && main?.sessionId === undefined) await context.gathering.done;
  await Promise.all([
    mainLane(of('main'), context, outcome),
    transport === 'stdio'
      ? oneProcess(of('shared'), of('rough'), context, outcome)
      : sideBySide(of('shared'), of('rough'), context, outcome),
    ownLanes([...of('alone'), ...of('own')], own, context, outcome),
  ]);
  return outcome;
}

async function mainLane(rules: readonly Rule[], context: ProbeContext, outcome: ProbeOutcome): Promise<void> {
  const { main } = context.sitting;
  if (main === undefined || rules.length === 0) return;
  await context.gathering.done;
  await pool(rules, AT_ONCE, (rule) => probeOne(rule, main, context, outcome));
}

/** Over HTTP all lanes meet in one server: what may hurt it comes when it has said what it is, and the others have begun. */
async function sideBySide(
  shared: readonly Rule[],
  rough: readonly Rule[],
  context: ProbeContext,
  outcome: ProbeOutcome,
): Promise<void> {
  const opening = shared.length === 0 ? undefined : open(context, 'shared', 'shared');
  const asked = opening?.then(async (session) => {
    if (session === undefined) block(shared, context, outcome);
    else await sharedOn(shared, session, context, outcome);
  });
  await Promise.all([context.gathering.done, opening]);
  await Promise.all([asked, roughLane(rough, context, outcome)]);
}

/**
 * Over stdio the rough ones come last, on the process of the shared ones. Those that still wait for what they need hold
 * nobody up: they are asked on a lane of the pool when they can be.
 */
async function oneProcess(
  shared: readonly Rule[],
  rough: readonly Rule[],
  context: ProbeContext,
  outcome: ProbeOutcome,
): Promise<void> {
  if (shared.length === 0) return roughLane(rough, context, outcome);
  const late: Rule[] = [...shared];
  const ready: Rule[] = [];
  for (const rule of shared)
    void context.gathering.ready(rule).then(() => {
      const at = late.indexOf(rule);
      if (at !== -1) ready.push(...late.splice(at, 1));
    });
  const session = await open(context, 'shared', 'shared');
  await turn();
  const asked = [...ready];
  const first = session === undefined ? undefined : sharedOn(asked, session, context, outcome);
  if (first === undefined) block(asked, context, outcome);
  const left = await first;
  const rest = shared.filter((rule) => !asked.includes(rule));
  late.splice(0);
  await Promise.all([roughLane(rough, context, outcome, left), lateLane(rest, context, outcome)]);
}

async function lateLane(rules: readonly Rule[], context: ProbeContext, outcome: ProbeOutcome): Promise<void> {
  await Promise.all(rules.map((rule) => context.gathering.ready(rule)));
  await sharedLane(rules, context, outcome, 'late');
  context.sitting.release('late');
}

async function sharedLane(
  rules: readonly Rule[],
  context: ProbeContext,
  outcome: ProbeOutcome,
  by = 'shared',
): Promise<void> {
  if (rules.length === 0) return;
  const session = await open(context, 'shared', by);
  if (session === undefined) block(rules, context, outcome);
  else await sharedOn(rules, session, context, outcome);
}

/** Where the shared session dies, whoever was hit by it is asked again, alone: one bad reaction hides no other verdict. */
async function sharedOn(
  rules: readonly Rule[],
  session: LaneSession,
  context: ProbeContext,
  outcome: ProbeOutcome,
): Promise<LaneSession | undefined> {
  const together = atMost(AT_ONCE, Number.POSITIVE_INFINITY);
  await Promise.all(
    rules.map(async (rule) => {
      await context.gathering.ready(rule);
      await together(() => probeOne(rule, session, context, outcome));
    }),
  );
  if (session.alive) return session;
  const { exchanges } = context.sitting.recorder;
  const hit = rules.filter(({ id }) =>
    exchanges.some(({ by, lane, outcome: end }) => by === id && lane === session.lane && end === 'closed'),
  );
  for (const rule of hit) {
    for (const exchange of exchanges) if (exchange.by === rule.id) exchange.by = `${rule.id}#superseded`;
    outcome.blocked.delete(rule.id);
    outcome.thrown.delete(rule.id);
    await ownLane(rule, context, outcome);
  }
  return undefined;
}

async function roughLane(
  rules: readonly Rule[],
  context: ProbeContext,
  outcome: ProbeOutcome,
  left?: LaneSession,
): Promise<void> {
  let session = left;
  for (const rule of rules) {
    if (session?.alive !== true) {
      context.sitting.release('rough');
      session = await open(context, 'rough', 'rough');
    }
    if (session === undefined) return block(rules.slice(rules.indexOf(rule)), context, outcome);
    await probeOne(rule, session, context, outcome);
  }
  context.sitting.release('rough');
}

async function ownLanes(
  rules: readonly Rule[],
  size: number,
  context: ProbeContext,
  outcome: ProbeOutcome,
): Promise<void> {
  const together = atMost(size, Number.POSITIVE_INFINITY);
  await Promise.all(
    rules.map(async (rule) => {
      await context.gathering.ready(rule);
      await together(() => ownLane(rule, context, outcome));
    }),
  );
}

async function ownLane(rule: Rule, context: ProbeContext, outcome: ProbeOutcome): Promise<void> {
  await context.gathering.ready(rule);
  const { sitting } = context;
  // A process is not started for a rule that has nothing to ask.
  if (!mayApply(rule, sitting)) return context.onDone();
  const pooled = rule.check.isolation === 'alone' && sitting.transport === 'stdio';
  const session = await open(context, rule.id, pooled ? rule.id : 'open');
  if (session === undefined) block([rule], context, outcome);
  else await probeOne(rule, session, context, outcome);
  if (pooled) return sitting.release(rule.id);
  if (session === undefined) return;
  await session.hangUp();
  sitting.forget(session);
}

/** A further session, or nothing where the target does not give one; on stdio `by` takes one that was open already. */
async function open(context: ProbeContext, purpose: string, by = 'open'): Promise<LaneSession | undefined> {
  const first = await openOnce(context, purpose, by);
  if (first !== undefined || context.sitting.transport === 'stdio') return first;
  // A server that is confused by many at once is asked again when it is quiet.
  await context.gathering.done;
  return openOnce(context, purpose, by);
}

async function openOnce(context: ProbeContext, purpose: string, by: string): Promise<LaneSession | undefined> {
  if (context.signal.aborted) return undefined;
  const session = await context.sitting.open(by, { purpose, reuse: by !== 'open' });
  const refused = session.opening !== undefined && session.opening.outcome !== 'result';
  return refused || (!session.alive && context.sitting.transport === 'stdio') ? undefined : session;
}

function block(rules: readonly Rule[], context: ProbeContext, outcome: ProbeOutcome): void {
  const note = context.signal.aborted ? 'the run ended before this was asked' : 'the target gave no further session';
  for (const rule of rules) {
    outcome.blocked.set(rule.id, { kind: 'blocked', note });
    context.onDone();
  }
}

async function probeOne(rule: Rule, session: LaneSession, context: ProbeContext, outcome: ProbeOutcome): Promise<void> {
  const { sitting, signal } = context;
  if (signal.aborted) return block([rule], context, outcome);
  await context.gathering.ready(rule);
  await turn();
  if (signal.aborted) return block([rule], context, outcome);
  const limit = Math.max(30_000, 4 * sitting.timeoutMs);
  let stopWaiting: (() => void) | undefined;
  let stop: (() => void) | undefined;
  const late = new Promise<'late'>((resolve) => {
    stop = () => resolve('late');
    stopWaiting = afterWaking(limit, stop);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    const asked = applies(rule, sitting)
      ? rule.check.probe?.(session.as(rule.id), viewsOfRule(rule, sitting))
      : undefined;
    const end = await Promise.race([asked, late]);
    if (end === 'late') {
      asked?.catch(() => undefined);
      const note = signal.aborted ? 'the run ended in the middle of this' : `not done within ${limit} ms`;
      outcome.blocked.set(rule.id, { kind: 'blocked', note });
    }
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    outcome.thrown.set(rule.id, message);
    outcome.faults.push({ stage: 'probe', where: rule.id, message });
  } finally {
    stopWaiting?.();
    if (stop !== undefined) signal.removeEventListener('abort', stop);
    sitting.release(rule.id);
    context.onDone();
  }
}

const viewsOfRule = (rule: Rule, sitting: Sitting): ReturnType<typeof viewsFor> =>
  viewsFor(
    rule.check.needs,
    liveViews(() => sitting.recording()),
  );

const applies = (rule: Rule, sitting: Sitting): boolean =>
  rule.check.applies?.(viewsOfRule(rule, sitting), sitting.recording()) === undefined;

/** A rule that cannot say whether it applies is asked once more where its failure is kept. */
function mayApply(rule: Rule, sitting: Sitting): boolean {
  try {
    return applies(rule, sitting);
  } catch {
    return true;
  }
}

/** Works through items, at most `size` at a time. */
export async function pool<T>(items: readonly T[], size: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, worker));
}
