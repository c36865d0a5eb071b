// A client as affinity plays it: a session (or a flow of stateless requests) whose every request may take another way.

import type { JsonObject } from '../../suites/kernel/recording.ts';
import { eraOf, type Revision } from '../../suites/kernel/revision.ts';
import { headerOf, resultIn } from '../load/ask.ts';
import { bodyText, compileStep, INITIALIZED, initializeStep, sessionHead, type Dress } from '../load/dress.ts';
import { freshId, stepOf } from '../load/plain-session.ts';
import type { Step } from '../load/shape.ts';
import type { Seen, Visit, Way, Witness } from './witness.ts';

export interface Visitor {
  readonly witness: Witness;
  readonly lane: string;
  readonly way: Way;
  readonly dress: Dress;
  readonly id: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly opened: Seen;
  /** The session exists: initialize, or server/discover, gave a result. */
  readonly open: boolean;
  readonly timeoutMs: number;
}

export interface OpenOptions {
  readonly witness: Witness;
  readonly way: Way;
  readonly lane: string;
  readonly purpose: string;
  readonly revision: Revision;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly clientCapabilities?: JsonObject;
  readonly connection?: Visit['connection'];
  readonly tag?: string;
  /** Sends back the cookies of the first answer, as browsers do and MCP clients do not. */
  readonly cookies?: boolean;
}

export async function openVisitor(options: OpenOptions): Promise<Visitor> {
  const { witness, way, lane, revision, timeoutMs, clientCapabilities = {}, tag = 'open' } = options;
  const era = eraOf(revision);
  const wanted: Dress = { era, revision, clientCapabilities };
  const step = era === 'per-request' ? stepOf('server/discover') : initializeStep(revision, clientCapabilities);
  const opened = await witness.send({
    lane,
    way,
    tag,
    timeoutMs,
    method: step.method,
    head: headFor(
      step,
      sessionHead(way.endpoint, 'POST', options.headers, wanted, { opening: era === 'initialize' }),
      wanted,
    ),
    body: bodyText(compileStep(step, 0, wanted), freshId(), ''),
    ...(options.connection === undefined ? {} : { connection: options.connection }),
  });
  const result = resultIn(opened.asked);
  const chosen = result?.['protocolVersion'];
  const id = headerOf(opened.asked, 'mcp-session-id');
  const cookie = options.cookies === true ? cookiesOf(opened) : undefined;
  const visitor: Visitor = {
    witness,
    lane,
    way,
    id,
    opened,
    timeoutMs,
    dress: typeof chosen === 'string' ? { ...wanted, revision: chosen as Revision } : wanted,
    headers: cookie === undefined ? options.headers : { ...options.headers, Cookie: cookie },
    open: result !== undefined,
  };
  witness.lane({
    id: lane,
    purpose: options.purpose,
    clientCapabilities,
    revision,
    ...(id === undefined ? {} : { sessionId: id }),
  });
  if (era === 'initialize' && visitor.open) await sayInitialized(visitor, options.connection);
  return visitor;
}

const cookiesOf = (seen: Seen): string | undefined => {
  const pairs = seen.asked.headers.filter(([name]) => name.toLowerCase() === 'set-cookie');
  return pairs.length === 0 ? undefined : pairs.map(([, value]) => value.split(';')[0]).join('; ');
};

async function sayInitialized(visitor: Visitor, connection: Visit['connection']): Promise<void> {
  await visitor.witness.send({
    lane: visitor.lane,
    way: visitor.way,
    tag: 'initialized',
    method: 'notifications/initialized',
    head: headOf(visitor, 'POST'),
    body: INITIALIZED,
    timeoutMs: visitor.timeoutMs,
    ...(connection?.open === true ? { connection } : {}),
  });
}

export interface VisitOptions {
  readonly tag: string;
  readonly way?: Way;
  readonly connection?: Visit['connection'];
  readonly marker?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly until?: Visit['until'];
  readonly onEvent?: Visit['onEvent'];
  readonly onHead?: Visit['onHead'];
}

/** Sends one request of this visitor; over a connection of its own unless one is given. */
export function visit(visitor: Visitor, step: Step, options: VisitOptions): Promise<Seen> {
  const compiled = compileStep(step, 0, visitor.dress);
  return visitor.witness.send({
    ...shared(visitor, options),
    method: step.method,
    head: `${headOf(visitor, 'POST', options)}${compiled.headerLines}`,
    body: bodyText(compiled, freshId(), options.marker ?? ''),
  });
}

/** GET opens the listening stream, DELETE ends the session. */
export function visitBare(visitor: Visitor, method: 'GET' | 'DELETE', options: VisitOptions): Promise<Seen> {
  return visitor.witness.send({ ...shared(visitor, options), method, head: headOf(visitor, method, options) });
}

function shared(visitor: Visitor, options: VisitOptions): Omit<Visit, 'method' | 'head' | 'body'> {
  return {
    lane: visitor.lane,
    way: options.way ?? visitor.way,
    tag: options.tag,
    timeoutMs: options.timeoutMs ?? visitor.timeoutMs,
    ...(options.connection === undefined ? {} : { connection: options.connection }),
    ...(options.until === undefined ? {} : { until: options.until }),
    ...(options.onEvent === undefined ? {} : { onEvent: options.onEvent }),
    ...(options.onHead === undefined ? {} : { onHead: options.onHead }),
  };
}

function headOf(visitor: Visitor, method: 'POST' | 'GET' | 'DELETE', options: Partial<VisitOptions> = {}): string {
  const { endpoint } = options.way ?? visitor.way;
  const headers = { ...visitor.headers, ...options.headers };
  const session = visitor.id === undefined ? {} : { id: visitor.id };
  return sessionHead(endpoint, method, headers, visitor.dress, session);
}

const headFor = (step: Step, head: string, dress: Dress): string => `${head}${compileStep(step, 0, dress).headerLines}`;

/** Ends a session as a client should; whatever the answer. */
export async function leave(visitor: Visitor): Promise<void> {
  if (visitor.id !== undefined) await visitBare(visitor, 'DELETE', { tag: 'leave', timeoutMs: 2000 });
}
