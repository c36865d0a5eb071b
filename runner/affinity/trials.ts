// Sessions whose requests meet on the same connections: over new ones, kept ones, shared ones and pipelines.
//
// Tags are `trial/<how>/<round>`; a lane is a session. What an answer says about its session is judged elsewhere.

import { abreast } from './abreast.ts';
import type { JsonObject } from '../../suites/kernel/recording.ts';
import type { Revision } from '../../suites/kernel/revision.ts';
import { markerOf } from '../load/dress.ts';
import { Connection } from '../load/http1.ts';
import { freshId, stepOf } from '../load/plain-session.ts';
import type { Step } from '../load/shape.ts';
import type { Known } from './discover.ts';
import { leave, openVisitor, visit, type OpenOptions, type Visitor } from './visitor.ts';
import type { Seen, Way, Witness } from './witness.ts';

export interface Field {
  readonly witness: Witness;
  /** The balanced address. */
  readonly target: Way;
  readonly replicas: readonly Way[];
  readonly revision: Revision;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly run: string;
  readonly random: () => number;
  readonly signal?: AbortSignal;
  /** A header each session sends with a value of its own, on every request, initialize included. */
  readonly routingHeader?: string;
}

export interface TrialCounts {
  readonly sessions: number;
  readonly rounds: number;
}

const RICH: JsonObject = { sampling: {}, elicitation: {}, roots: { listChanged: true } };

let lanes = 0;

export function openIn(field: Field, purpose: string, more: Partial<OpenOptions> = {}): Promise<Visitor> {
  const { witness, target, revision, headers, timeoutMs, routingHeader } = field;
  lanes += 1;
  const routing = routingHeader === undefined ? {} : { [routingHeader]: `assay-client-${lanes}` };
  const lane = `s${lanes}`;
  return openVisitor({
    witness,
    way: target,
    lane,
    purpose,
    revision,
    headers: { ...headers, ...routing },
    timeoutMs,
    ...more,
  });
}

/** Opens sessions, half of them with every client capability: what a server lists may depend on it. */
export async function openMany(field: Field, count: number, purpose: string): Promise<Visitor[]> {
  const visitors: Visitor[] = [];
  await abreast(
    Array.from({ length: count }, (_, index) => index),
    async (index) => {
      visitors.push(await openIn(field, purpose, { clientCapabilities: index % 2 === 0 ? {} : RICH }));
    },
  );
  return visitors.filter(({ open }) => open);
}

/** The request of a session in this round: cheap ones, and those whose answer names the session. */
export function stepFor(visitor: Visitor, known: Known, round: number): Step {
  const steps = [
    known.base,
    ...(known.echo === undefined ? [] : [known.echo]),
    ...(known.recall === undefined ? [] : [known.recall]),
    ...(visitor.dress.era === 'initialize' ? [stepOf('ping')] : []),
  ];
  return steps[round % steps.length] ?? known.base;
}

export async function trialOf(
  visitor: Visitor,
  known: Known,
  how: string,
  round: number,
  more: { readonly connection?: Connection; readonly way?: Way } = {},
): Promise<Seen> {
  const marker = markerOf(`${visitor.lane.slice(1).padStart(6, '0')}`, freshId());
  return visit(visitor, stepFor(visitor, known, round), { tag: `trial/${how}/${round}`, marker, ...more });
}

/** All of it, for the initialize era; the sessions are left as they are, for what comes after. */
export async function runTrials(field: Field, known: Known, counts: TrialCounts): Promise<readonly Visitor[]> {
  const visitors = await openMany(field, counts.sessions, 'trial');
  if (known.remember !== undefined) await abreast(visitors, (visitor) => keepNote(visitor, known));
  for (let round = 0; round < counts.rounds; round += 1) {
    if (field.signal?.aborted === true) return visitors;
    // Another order each round, and one request more: sessions that keep step with a round robin would seem to hold.
    const order = shuffled(field, visitors);
    await abreast([...order, ...order.slice(0, round % 2)], async (visitor) => {
      await trialOf(visitor, known, 'new', round);
    });
  }
  await sharedConnection(field, visitors.slice(0, 6), known);
  await pipelines(field, visitors.slice(0, 8), known);
  await keptConnections(field, known);
  await alone(field, known);
  await homes(field, known, visitors.slice(0, 12));
  return visitors;
}

export function shuffled<T>(field: Field, items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, place: field.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** The note is written until one of the replicas has taken it. */
async function keepNote(visitor: Visitor, known: Known): Promise<void> {
  if (known.remember === undefined) return;
  const marker = markerOf(`${visitor.lane.slice(1).padStart(6, '0')}`, freshId());
  await visit(visitor, known.remember, { tag: 'trial/note/0', marker });
}

/** One connection, used by several sessions in turn: something on the way may take the connection for the session. */
async function sharedConnection(field: Field, visitors: readonly Visitor[], known: Known): Promise<void> {
  let connection = new Connection(field.target.endpoint);
  for (let round = 0; round < 3; round += 1)
    for (const visitor of visitors) {
      if (!connection.open) connection = new Connection(field.target.endpoint);
      await trialOf(visitor, known, 'shared', round, { connection });
    }
  connection.destroy();
}

/** Requests of four sessions written at once on one connection; answers must come in the same order. */
async function pipelines(field: Field, visitors: readonly Visitor[], known: Known): Promise<void> {
  for (let from = 0; from < visitors.length; from += 4) {
    const connection = new Connection(field.target.endpoint);
    const group = visitors.slice(from, from + 4);
    await Promise.all(group.map((visitor) => trialOf(visitor, known, 'pipelined', from / 4, { connection })));
    connection.destroy();
  }
}

/** Sessions that stay on the connection they were opened on, as a client with keep-alive does. */
async function keptConnections(field: Field, known: Known): Promise<void> {
  for (let session = 0; session < 6; session += 1) {
    const connection = new Connection(field.target.endpoint);
    const visitor = await openIn(field, 'kept', { connection });
    for (let round = 0; round < 4 && visitor.open && connection.open; round += 1)
      await trialOf(visitor, known, 'kept', round, { connection });
    connection.destroy();
    await leave(visitor);
  }
}

const ALONE = 12;

/** One session after another, one request after another, nothing else under way: the turn of the balancer shows. */
async function alone(field: Field, known: Known): Promise<void> {
  for (let session = 0; session < 3; session += 1) {
    const visitor = await openIn(field, 'alone');
    for (let round = 0; round < ALONE && visitor.open; round += 1) await trialOf(visitor, known, 'alone', round);
    await leave(visitor);
  }
}

/** Which replica knows a session: asked directly, each with a request that changes nothing. */
async function homes(field: Field, known: Known, visitors: readonly Visitor[]): Promise<void> {
  if (field.replicas.length === 0) return;
  await abreast(visitors, async (visitor) => {
    for (const way of field.replicas) await visit(visitor, known.base, { tag: `home/${way.name}`, way });
  });
}

/** Again with the cookies of the first answer kept, where any were set. */
export async function withCookies(field: Field, known: Known): Promise<void> {
  await abreast([0, 1, 2, 3, 4, 5, 6, 7], async () => {
    const visitor = await openIn(field, 'cookies', { cookies: true });
    for (let round = 0; round < 6 && visitor.open; round += 1) await trialOf(visitor, known, 'cookie', round);
    await leave(visitor);
  });
}
