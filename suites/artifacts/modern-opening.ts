// Fresh connections in the per-request era: a list as the very first message, and an initialize of the old kind.
//
// On stdio the first message may fix the era of a process, so each gets a process of its own; what else only a fresh
// process can show (its end with a subscription open, without one) is asked of the same two.

import type { Artifact, Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { header, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import { dressedBy, initialize } from './handshake-messages.ts';
import { tellToEnd } from './exit-patience.ts';
import { announcesChanges, listenParams, offeredLists } from './modern-messages.ts';

const BY = 'artifact:modern-opening';

export interface ModernOpening {
  /** A list request as the first message of a connection; absent where the target declares no list. */
  readonly first?: Exchange;
  /** Initialize of 2025-11-25 as the first message of another. */
  readonly initialize?: Exchange;
  /** HTTP: initialize in complete modern dress. */
  readonly dressedInitialize?: Exchange;
  /** HTTP: initialize for the oldest revisions, which had no version header. */
  readonly oldest: readonly Exchange[];
  /** Ping in the old way after an initialize that was answered with a result. */
  readonly legacyPing?: Exchange;
  /** The target answered an initialize with an InitializeResult: it serves both eras. */
  readonly dualEra: boolean;
  /** It granted a revision older than 2025-06-18, which knew no MCP-Protocol-Version header. */
  readonly servesOldest: boolean;
  /** HTTP, dual-era: a modern list while an old session is open. */
  readonly beside?: Exchange;
}

async function gather(session: Session): Promise<void> {
  if (session.era !== 'per-request') return;
  await Promise.all([openWithList(session), openWithInitialize(session)]);
}

async function openWithList(session: Session): Promise<void> {
  const list = offeredLists(session.capabilities)[0];
  const stdio = session.transport === 'stdio';
  const connection = await session.fork({ handshake: false, purpose: 'a list first' });
  if (list !== undefined) await connection.request(list.method, undefined, { tag: 'first' });
  if (!stdio || !connection.alive) return;
  if (announcesChanges(session.capabilities)) {
    const listening = connection.request('subscriptions/listen', listenParams(session.capabilities), { tag: 'listen' });
    await Promise.race([listening, connection.pause(200)]);
    tellToEnd(connection, 'eof', 'eof:listening');
  }
}

async function openWithInitialize(session: Session): Promise<void> {
  const connection = await session.fork({ handshake: false, purpose: 'an initialize first' });
  const opened = await initialize(connection, '2025-11-25', 'initialize', 'an initialize of an older revision');
  if (resultOf(opened) !== undefined) await liveBefore(connection, opened);
  if (session.transport === 'stdio') {
    if (connection.alive) tellToEnd(connection, 'eof', 'eof');
    return;
  }
  const list = offeredLists(session.capabilities)[0];
  if (resultOf(opened) !== undefined && list !== undefined)
    await connection.request(list.method, undefined, { tag: 'beside', headers: { 'Mcp-Session-Id': null } });
  await connection.request(
    'initialize',
    { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'mcp-assay', version: '1.0.0' } },
    { tag: 'dressed', headers: { 'Mcp-Session-Id': null }, deliberate: 'a method that this revision does not have' },
  );
  const oldest = ['2025-03-26', '2024-11-05'].map((version) =>
    initialize(connection, version, `oldest:${version}`, 'an initialize of an older revision'),
  );
  const answers = [opened, ...(await Promise.all(oldest))];
  for (const answer of answers)
    if (header(answer, 'mcp-session-id') !== undefined)
      await connection.http({ method: 'DELETE', headers: dressedBy(answer), tag: 'leave' });
}

/** A server of both eras serves what follows in the old way; a name given to initialize alone is not enough. */
async function liveBefore(connection: Session, opened: Exchange): Promise<void> {
  const options = { headers: { ...dressedBy(opened), 'Mcp-Method': null }, bare: true };
  const deliberate = 'a message of an older revision';
  await connection.notify('notifications/initialized', undefined, {
    ...options,
    deliberate,
    tag: 'legacy-initialized',
  });
  await connection.request('ping', undefined, { ...options, deliberate, tag: 'legacy-ping' });
}

const granted = (exchange: Exchange | undefined): unknown => member(resultOf(exchange), 'protocolVersion');

function read(recording: Recording): ModernOpening {
  const own = recording.exchanges.filter((exchange) => exchange.by === BY);
  const find = (tag: string): Exchange | undefined => own.find((exchange) => exchange.tag === tag);
  const oldest = own.filter((exchange) => (exchange.tag ?? '').startsWith('oldest:'));
  const parts = {
    first: find('first'),
    initialize: find('initialize'),
    dressedInitialize: find('dressed'),
    beside: find('beside'),
    legacyPing: find('legacy-ping'),
  };
  const given = [...oldest.map(granted), granted(parts.initialize)];
  return {
    ...(Object.fromEntries(Object.entries(parts).filter(([, exchange]) => exchange !== undefined)) as Partial<
      typeof parts
    > as object),
    oldest,
    dualEra: granted(parts.initialize) !== undefined || recording.facts.speaks.some((each) => each < '2026-07-28'),
    servesOldest:
      given.some((version) => typeof version === 'string' && version < '2025-06-18') ||
      recording.facts.speaks.some((each) => each < '2025-06-18'),
  };
}

/** Per-request era only. */
export const modernOpening: Artifact<ModernOpening> = artifact({
  id: 'modern-opening',
  declared: (_capabilities, recording) => recording.era === 'per-request',
  gather,
  read,
});
