// One replica is taken away in the middle and brought back: what clients see, and for how long.
//
// Tags: `failover/<before|down|back>/held` for sessions opened before, `failover/<phase>/fresh` for new ones.

import { stepOf } from '../load/plain-session.ts';
import { baseOf } from './discover.ts';
import type { Hooks } from './hooks.ts';
import { openIn, openMany, type Field } from './trials.ts';
import { leave, visit, type Visitor } from './visitor.ts';
import type { Way } from './witness.ts';
import { waking } from '../waking.ts';

export interface FailoverMarks {
  readonly killedAtMs: number;
  readonly healedAtMs?: number;
  readonly endedAtMs: number;
  /** What a balancer may take to notice a loss or a return. */
  readonly graceMs: number;
  readonly problem?: string;
}

export interface FailoverTimes {
  readonly beforeMs: number;
  readonly downMs: number;
  readonly backMs: number;
  readonly graceMs: number;
}

/** Of what sessions that were open before ask until the loss. */
const BEFORE = 'failover/before/held';
const EVERY_MS = 120;
const SESSIONS = 8;
/** Of one request, where answers come quickly. */
const PATIENCE_MS = 3000;
/** On a slow machine a balancer notices late too: so many times what the slowest answer took is added to all times. */
const SLOWNESS = 10;
/** How often sessions are opened until one of them lives where the loss will be. */
const PLACINGS = 20;

/** `lost` is the replica that the hooks take away, where that is known. */
export async function failover(field: Field, hooks: Hooks, given: FailoverTimes, lost?: Way): Promise<FailoverMarks> {
  const sessions = await placed(field, lost);
  await during(field, sessions, 'before', given.beforeMs, PATIENCE_MS);
  const slowest = Math.max(0, ...field.witness.exchanges.filter(({ tag }) => tag === BEFORE).map(({ ms }) => ms));
  const more = Math.round(SLOWNESS * slowest);
  const times = { downMs: given.downMs + more, backMs: given.backMs + more };
  const patience = PATIENCE_MS + more;
  const grace = { graceMs: given.graceMs + more };
  const killedAtMs = field.witness.now();
  const killed = await hooks.kill();
  if (killed !== undefined)
    return { ...grace, killedAtMs, endedAtMs: field.witness.now(), problem: `the kill hook failed: ${killed}` };
  await during(field, sessions, 'down', times.downMs, patience);
  const healed = await hooks.heal();
  const healedAtMs = field.witness.now();
  await during(field, sessions, 'back', times.backMs, patience);
  await Promise.all(sessions.map(leave));
  const problem = healed === undefined ? {} : { problem: `the heal hook failed: ${healed}` };
  return { ...grace, killedAtMs, healedAtMs, endedAtMs: field.witness.now(), ...problem };
}

/** Sessions of which one at least is served by the replica to be lost: a balancer may notice late that it is there. */
async function placed(field: Field, lost: Way | undefined): Promise<Visitor[]> {
  for (let turn = 1; ; turn += 1) {
    const sessions = await openMany(field, SESSIONS, 'failover');
    const held = sessions.filter(({ id }) => id !== undefined);
    if (lost === undefined || held.length === 0 || turn === PLACINGS || field.signal?.aborted === true) return sessions;
    const there = await Promise.all(held.map((one) => visit(one, request(one), { tag: 'failover/placed', way: lost })));
    if (there.some(({ exchange }) => exchange.outcome === 'result')) return sessions;
    await Promise.all(held.map(leave));
    await waking(EVERY_MS);
  }
}

/** A little traffic of the sessions that were there, and a new session now and then. */
async function during(
  field: Field,
  sessions: readonly Visitor[],
  phase: string,
  ms: number,
  timeoutMs: number,
): Promise<void> {
  const until = performance.now() + ms;
  for (let turn = 0; performance.now() < until && field.signal?.aborted !== true; turn += 1) {
    const began = performance.now();
    const visitor = sessions[turn % Math.max(1, sessions.length)];
    await Promise.all([
      visitor === undefined
        ? undefined
        : visit(visitor, request(visitor), { tag: `failover/${phase}/held`, timeoutMs }),
      turn % 2 === 0 ? fresh(field, phase, timeoutMs) : undefined,
    ]);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, EVERY_MS - (performance.now() - began))));
  }
}

/** Opens a session and uses it once; stateless targets just answer. */
async function fresh(field: Field, phase: string, timeoutMs: number): Promise<void> {
  const visitor = await openIn(field, 'failover', { tag: `failover/${phase}/open`, timeoutMs });
  if (!visitor.open) return;
  await visit(visitor, request(visitor), { tag: `failover/${phase}/fresh`, timeoutMs });
  await leave(visitor);
}

const request = (visitor: Visitor): ReturnType<typeof stepOf> =>
  visitor.dress.era === 'initialize' ? stepOf('ping') : baseOf(visitor);
