// Life and death of HTTP sessions: with their id, without it, with an invented one, side by side, and after DELETE.

import type { Artifact, Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { header, resultOf } from '../kernel/look.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import { succeeded } from './answers.ts';
import { dressedBy, initializeParams } from './handshake-messages.ts';

const BY = 'artifact:http-sessions';
const PATIENCE = 5000;
/** Identical openings, to see whether ids repeat or can be guessed. */
const OPENINGS = 8;

export interface IssuedId {
  readonly id: string;
  readonly exchange: Exchange;
}

export interface HttpSessions {
  /** The target issued a session id on the connection that gathers. */
  readonly issued: boolean;
  /** Ids in order of issue, from every initialize of the recording. */
  readonly ids: readonly IssuedId[];
  /** What was asked, by tag: `missing:ping`, `unknown:ping`, `spelling:…`, `ended:get` … */
  readonly asked: ReadonlyMap<string, Exchange>;
  /** DELETE was taken with 2xx, so that the session is over. */
  readonly terminated: boolean;
  all(group: string): readonly Exchange[];
}

/** An id of the same shape that was never issued: letters and digits moved on by one place. */
export function invented(id: string): string {
  return id.replace(/[0-8a-eg-yA-EG-Y]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 48) + 1));
}

async function gather(session: Session): Promise<void> {
  if (session.era !== 'initialize') return;
  if (session.sessionId === undefined) {
    await session.request('ping', undefined, { tag: 'stateless:ping', headers: { 'Mcp-Session-Id': null } });
    return;
  }
  await Promise.all([withoutId(session), sideBySide(session), openMany(session)]);
}

/** One session asked with its id left out, invented, and spelled in other letter cases. */
async function withoutId(parent: Session): Promise<void> {
  const session = await parent.fork({ purpose: 'session id left out' });
  const id = session.sessionId;
  if (id === undefined) return;
  const options = { timeout: PATIENCE, deliberate: 'no session id' };
  const none = { 'Mcp-Session-Id': null };
  await Promise.all([
    ...['mcp-session-id', 'Mcp-Session-Id', 'MCP-SESSION-ID'].map((name) =>
      session.request('ping', undefined, { tag: `spelling:${name}`, headers: { [name]: id } }),
    ),
    session.request('ping', undefined, { ...options, tag: 'missing:ping', headers: none }),
    session.notify(
      'notifications/cancelled',
      { requestId: 'assay-none' },
      { ...options, tag: 'missing:notification', headers: none },
    ),
    session.request('ping', undefined, {
      timeout: PATIENCE,
      tag: 'unknown:ping',
      headers: { 'Mcp-Session-Id': invented(id) },
      deliberate: 'a session id that was never issued',
    }),
    session.http({
      ...options,
      method: 'GET',
      headers: { ...none, Accept: 'text/event-stream' },
      stream: true,
      tag: 'missing:get',
    }),
  ]);
  // Last, because a server that takes it for some session ends one.
  await session.http({ ...options, method: 'DELETE', headers: none, tag: 'missing:delete' });
}

/** Two sessions; the first is ended, then both are asked. */
async function sideBySide(parent: Session): Promise<void> {
  const [first, second] = await Promise.all([
    parent.fork({ purpose: 'first of two sessions' }),
    parent.fork({ purpose: 'second of two sessions' }),
  ]);
  await Promise.all([
    first.request('ping', undefined, { tag: 'both:first' }),
    second.request('ping', undefined, { tag: 'both:second' }),
  ]);
  if (first.sessionId === undefined || first.sessionId === second.sessionId) return;
  const ended = await first.http({ method: 'DELETE', tag: 'end:delete', timeout: PATIENCE });
  await second.request('ping', undefined, { tag: 'alone:second' });
  if (!succeeded(ended)) return;
  const options = { timeout: PATIENCE, deliberate: 'a session that was ended' };
  await Promise.all([
    first.request('ping', undefined, { ...options, tag: 'ended:request' }),
    first.notify('notifications/cancelled', { requestId: 'assay-none' }, { ...options, tag: 'ended:notification' }),
    first.http({
      ...options,
      method: 'GET',
      headers: { Accept: 'text/event-stream' },
      stream: true,
      tag: 'ended:get',
    }),
  ]);
}

/** The same initialize again and again, each session ended at once. */
async function openMany(parent: Session): Promise<void> {
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 'open',
    method: 'initialize',
    params: initializeParams(parent.revision, {}),
  });
  const opened: Exchange[] = [];
  for (let count = 0; count < OPENINGS; count += 1)
    opened.push(
      await parent.http({
        method: 'POST',
        body,
        headers: { 'Mcp-Session-Id': null, 'MCP-Protocol-Version': null },
        tag: 'open',
        timeout: PATIENCE,
      }),
    );
  await Promise.all(
    opened
      .filter((exchange) => header(exchange, 'mcp-session-id') !== undefined)
      .map((exchange) =>
        parent.http({ method: 'DELETE', headers: dressedBy(exchange), tag: 'leave', timeout: PATIENCE }),
      ),
  );
}

function read(recording: Recording): HttpSessions {
  const own = recording.exchanges.filter((exchange) => exchange.by === BY);
  const asked = new Map(own.map((exchange) => [exchange.tag ?? '', exchange]));
  const ids = recording.exchanges
    .filter((exchange) => exchange.method === 'initialize' || exchange.tag === 'open')
    .flatMap((exchange): IssuedId[] => {
      const id = resultOf(exchange) === undefined ? undefined : header(exchange, 'mcp-session-id');
      return id === undefined ? [] : [{ id, exchange }];
    });
  const ended = asked.get('end:delete');
  return {
    issued: !asked.has('stateless:ping') && ids.length > 0,
    ids,
    asked,
    terminated: ended !== undefined && succeeded(ended),
    all: (group) => own.filter((exchange) => (exchange.tag ?? '').startsWith(`${group}:`)),
  };
}

/** Empty from 2026-07-28 on, which has no sessions. */
export const httpSessions: Artifact<HttpSessions> = artifact({
  id: 'http-sessions',
  declared: (_capabilities, recording) => recording.transport === 'streamable-http',
  gather,
  read,
});
