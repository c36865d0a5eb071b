// What happens to single sessions: their ids, their end, their streams, their callers.

import { markerOf } from '../load/dress.ts';
import { freshId, stepOf } from '../load/plain-session.ts';
import type { Known } from './discover.ts';
import { withProgress } from './discover.ts';
import { listen, pause, stopListening, until, type Ear } from './ears.ts';
import { openIn, type Field } from './trials.ts';
import { abreast } from './abreast.ts';
import { leave, visit, visitBare, type Visitor } from './visitor.ts';

/** Opens and ends this many sessions for their ids alone, directly where an address is known. */
export async function collectIds(field: Field, count: number): Promise<void> {
  const way = field.replicas[0] ?? field.target;
  await abreast(
    Array.from({ length: count }, (_, index) => index),
    async () => {
      if (field.signal?.aborted === true) return;
      const visitor = await openIn(field, 'ids', { way, tag: 'ids' });
      await leave(visitor);
    },
  );
}

/** DELETE through the target, then requests that must find the session gone wherever they land. */
export async function deletions(field: Field): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    const visitor = await openIn(field, 'delete');
    if (!visitor.open || visitor.id === undefined) return;
    await visit(visitor, stepOf('ping'), { tag: 'delete/before' });
    await visitBare(visitor, 'DELETE', { tag: 'delete/end' });
    for (let round = 0; round < 4; round += 1) await visit(visitor, stepOf('ping'), { tag: `delete/after/${round}` });
    for (const way of field.replicas) await visit(visitor, stepOf('ping'), { tag: `delete/direct/${way.name}`, way });
  }
}

/**
 * Listening streams of several sessions, and calls that announce on them, each with a marker of its session: every
 * announcement must come on the stream of its own session, whichever replica was asked.
 */
export async function streams(field: Field, known: Known): Promise<void> {
  const announcing = await findAnnouncing(field, known);
  const visitors: Visitor[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const visitor = await openIn(field, 'stream');
    if (visitor.open && visitor.id !== undefined) visitors.push(visitor);
  }
  const ears = visitors.map((visitor) => listen(visitor, 'stream/get'));
  await until(() => ears.every(({ state }) => state.open));
  const announced: { readonly ear: Ear; readonly marker: string }[] = [];
  if (announcing !== undefined)
    for (let round = 0; round < 2; round += 1) {
      for (const ear of ears) {
        const marker = markerOf(ear.visitor.lane.slice(1).padStart(6, '0'), freshId());
        await visit(ear.visitor, announcing, { tag: `stream/announce/${round}`, marker });
        announced.push({ ear, marker });
      }
      // One request more, so that the second round does not keep step with a round robin.
      if (ears[0] !== undefined) await visit(ears[0].visitor, stepOf('ping'), { tag: 'stream/step' });
    }
  // A balancer may fill segments before it passes events on; what has not come by then does not come.
  await until(() => announced.every(({ ear, marker }) => ear.state.heard.includes(marker)));
  await stopListening(ears);
  for (const visitor of visitors) await leave(visitor);
}

/** A call with a text of ours in it that makes the server say that text on the listening stream. */
async function findAnnouncing(field: Field, known: Known): Promise<Known['echo']> {
  const way = field.replicas[0] ?? field.target;
  const visitor = await openIn(field, 'discover', { way });
  if (!visitor.open || visitor.id === undefined) return undefined;
  await visit(visitor, stepOf('logging/setLevel', { level: 'debug' }), { tag: 'discover' });
  const ear = listen(visitor, 'discover');
  await until(() => ear.state.open);
  let found: Known['echo'];
  for (const step of known.callable) {
    if (!JSON.stringify(step.params).includes('{{marker}}')) continue;
    const marker = markerOf('000000', freshId());
    await visit(visitor, step, { tag: 'discover', marker });
    await pause(50);
    if (ear.state.heard.includes(marker)) found ??= step;
  }
  await stopListening([ear]);
  await leave(visitor);
  return found;
}

/** A streamed call cut after its first event with an id, taken up again with Last-Event-ID, wherever that lands. */
export async function resumptions(field: Field, known: Known): Promise<void> {
  if (known.streamed === undefined) return;
  const direct = field.replicas[0];
  // Without ids on events there is nothing to take up; one call tells.
  const identified = await resumption(field, known.streamed, 'direct', direct ?? field.target);
  if (!identified) return;
  for (let turn = 0; turn < 6; turn += 1) await resumption(field, known.streamed, 'target', field.target);
}

async function resumption(
  field: Field,
  step: NonNullable<Known['streamed']>,
  name: string,
  way: Field['target'],
): Promise<boolean> {
  const visitor = await openIn(field, 'resume', { way });
  if (!visitor.open || visitor.id === undefined) return false;
  let last: string | undefined;
  await visit(visitor, withProgress(step), {
    tag: `resume/cut/${name}`,
    until: ({ id, data }) => {
      last = id ?? last;
      return last !== undefined && data !== '';
    },
  });
  if (last !== undefined)
    await visitBare(visitor, 'GET', {
      tag: `resume/again/${name}`,
      headers: { 'Last-Event-ID': last },
      timeoutMs: 1500,
      until: ({ data }) => data.includes('"result"'),
    });
  await leave(visitor);
  return last !== undefined;
}

/** A session opened by one caller, used by another. */
export async function otherCaller(field: Field, other: Readonly<Record<string, string>>): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    const visitor = await openIn(field, 'caller');
    if (!visitor.open || visitor.id === undefined) return;
    await visit(visitor, stepOf('ping'), { tag: 'caller/own' });
    await visit({ ...visitor, headers: { ...visitor.headers, ...other } }, stepOf('ping'), { tag: 'caller/other' });
    await leave(visitor);
  }
}

/** A streamed call through the target and straight to a replica: when did its events arrive. */
export async function eventTimes(field: Field, known: Known): Promise<void> {
  const direct = field.replicas[0];
  if (known.streamed === undefined || direct === undefined) return;
  for (const [name, way] of [
    ['direct', direct],
    ['target', field.target],
  ] as const) {
    const visitor = await openIn(field, 'events', { way });
    for (let turn = 0; turn < 2; turn += 1)
      await visit(visitor, withProgress(known.streamed), { tag: `events/${name}` });
    await leave(visitor);
  }
}
