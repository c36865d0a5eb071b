// One replica is taken away in the middle and brought back: what clients see, and for how long.
//
// Tags: `failover/<before|down|back>/held` for sessions opened before, `failover/<phase>/fresh` for new ones.

import { stepOf } from '../load/plain-session.ts';
import { baseOf } from './discover.ts';
import type { Hooks } from './hooks.ts';
import { openIn, openMany, type Field } from './trials.ts';
import { leave, visit, type Visitor } from './visitor.ts';

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

const EVERY_MS = 120;

export async function failover(field: Field, hooks: Hooks, times: FailoverTimes): Promise<FailoverMarks> {
  const grace = { graceMs: times.graceMs };
  const sessions = await openMany(field, 8, 'failover');
  await during(field, sessions, 'before', times.beforeMs);
  const killedAtMs = field.witness.now();
  const killed = await hooks.kill();
  if (killed !== undefined)
    return { ...grace, killedAtMs, endedAtMs: field.witness.now(), problem: `the kill hook failed: ${killed}` };
  await during(field, sessions, 'down', times.downMs);
  const healed = await hooks.heal();
  const healedAtMs = field.witness.now();
  await during(field, sessions, 'back', times.backMs);
  await Promise.all(sessions.map(leave));
  const problem = healed === undefined ? {} : { problem: `the heal hook failed: ${healed}` };
  return { ...grace, killedAtMs, healedAtMs, endedAtMs: field.witness.now(), ...problem };
}

/** A little traffic of the sessions that were there, and a new session now and then. */
async function during(field: Field, sessions: readonly Visitor[], phase: string, ms: number): Promise<void> {
  const until = performance.now() + ms;
  for (let turn = 0; performance.now() < until && field.signal?.aborted !== true; turn += 1) {
    const began = performance.now();
    const visitor = sessions[turn % Math.max(1, sessions.length)];
    await Promise.all([
      visitor === undefined
        ? undefined
        : visit(visitor, request(visitor), { tag: `failover/${phase}/held`, timeoutMs: 3000 }),
      turn % 2 === 0 ? fresh(field, phase) : undefined,
    ]);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, EVERY_MS - (performance.now() - began))));
  }
}

/** Opens a session and uses it once; stateless targets just answer. */
async function fresh(field: Field, phase: string): Promise<void> {
  const visitor = await openIn(field, 'failover', { tag: `failover/${phase}/open`, timeoutMs: 3000 });
  if (!visitor.open) return;
  await visit(visitor, request(visitor), { tag: `failover/${phase}/fresh`, timeoutMs: 3000 });
  await leave(visitor);
}

const request = (visitor: Visitor): ReturnType<typeof stepOf> =>
  visitor.dress.era === 'initialize' ? stepOf('ping') : baseOf(visitor);
