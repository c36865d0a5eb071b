// What happens to single sessions: their ids, their end, their streams, their callers.

import { markerOf } from '../load/dress.ts';
import { Connection } from '../load/http1.ts';
import { freshId, stepOf } from '../load/plain-session.ts';
import type { Known } from './discover.ts';
import { withProgress } from './discover.ts';
import { abreast, openIn, type Field } from './trials.ts';
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

const STREAM_MS = 5000;

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
  const open = visitors.map(() => new Connection(field.target.endpoint));
  const listening = visitors.map((visitor, index) => {
    const connection = open[index];
    const over = connection === undefined ? {} : { connection };
    return visitBare(visitor, 'GET', { tag: 'stream/get', timeoutMs: STREAM_MS, ...over });
  });
  await pause(200);
  if (announcing !== undefined)
    for (let round = 0; round < 2; round += 1)
      for (const visitor of visitors) {
        const marker = markerOf(visitor.lane.slice(1).padStart(6, '0'), freshId());
        await visit(visitor, announcing, { tag: `stream/announce/${round}`, marker });
      }
  await pause(200);
  for (const connection of open) connection.destroy();
  await Promise.all(listening);
  for (const visitor of visitors) await leave(visitor);
}

/** A call with a text of ours in it that makes the server say that text on the listening stream. */
async function findAnnouncing(field: Field, known: Known): Promise<Known['echo']> {
  const way = field.replicas[0] ?? field.target;
  const visitor = await openIn(field, 'discover', { way });
  if (!visitor.open || visitor.id === undefined) return undefined;
  await visit(visitor, stepOf('logging/setLevel', { level: 'debug' }), { tag: 'discover' });
  const heard: string[] = [];
  const connection = new Connection(way.endpoint);
  const stream = visitBare(visitor, 'GET', {
    tag: 'discover',
    connection,
    timeoutMs: STREAM_MS,
    onEvent: ({ data }) => heard.push(data),
  });
  await pause(100);
  let found: Known['echo'];
  for (const step of known.callable) {
    if (!JSON.stringify(step.params).includes('{{marker}}')) continue;
    const marker = markerOf('000000', freshId());
    await visit(visitor, step, { tag: 'discover', marker });
    await pause(50);
    if (heard.some((data) => data.includes(marker))) found ??= step;
  }
  connection.destroy();
  await leave(visitor);
  await stream;
  return found;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A streamed call cut after its first event with an id, taken up again with Last-Event-ID, wherever that lands. */
export async function resumptions(field: Field, known: Known): Promise<void> {
  if (known.streamed === undefined) return;
  const direct = field.replicas[0];
  if (direct !== undefined) await resumption(field, known.streamed, 'direct', direct);
  for (let turn = 0; turn < 6; turn += 1) await resumption(field, known.streamed, 'target', field.target);
}

async function resumption(
  field: Field,
  step: NonNullable<Known['streamed']>,
  name: string,
  way: Field['target'],
): Promise<void> {
  const visitor = await openIn(field, 'resume', { way });
  if (!visitor.open || visitor.id === undefined) return;
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
    for (let turn = 0; turn < 3; turn += 1)
      await visit(visitor, withProgress(known.streamed), { tag: `events/${name}` });
    await leave(visitor);
  }
}
