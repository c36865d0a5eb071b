// HTTP requests as a foreign web page would make them: right in everything but Origin, or Origin and Host together.
//
// Only headers are forged; every request goes to the address of the target. What is asked has no effect that matters:
// initialize, ping, discovery, and a DELETE on a session opened for it.

import type { Artifact, HttpRequest, Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { header } from '../kernel/look.ts';
import type { Exchange, JsonObject, Recording } from '../kernel/recording.ts';
import { dressedBy, initializeParams } from './handshake-messages.ts';
import { META } from './modern-messages.ts';

const BY = 'artifact:strangers';
export const FOREIGN_ORIGIN = 'http://evil.example';
const PATIENCE = 3000;

/** `plain`: without Origin; `foreign`: a page elsewhere; `lookalike`: one whose host begins as that of the url does; `null`: an opaque origin; `rebound`: Host forged to fit; `own`: that of the url. */
export type OriginKind = 'plain' | 'foreign' | 'lookalike' | 'null' | 'rebound' | 'own';

export interface Stranger {
  readonly what: string;
  readonly origin: OriginKind;
  readonly exchange: Exchange;
}

export interface Strangers {
  readonly asked: readonly Stranger[];
  /** The target is on this machine or in a private network, where a foreign page has no business at all. */
  readonly local: boolean;
  find(what: string, origin: OriginKind): Exchange | undefined;
}

/** The part of a url that Origin and Host speak of. */
const authority = (address: string): URL | undefined => {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
};

/** Loopback, link-local and private addresses (RFC 1918, RFC 4193, RFC 6890). */
export function isLocal(address: string): boolean {
  const host = authority(address)?.hostname.replace(/^\[|\]$/g, '') ?? '';
  return (
    /^(?:localhost|.*\.localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0$)/.test(
      host,
    ) || /^(?:::1$|fe80:|f[cd][0-9a-f]{2}:)/i.test(host)
  );
}

function originHeaders(kind: OriginKind, address: string): Readonly<Record<string, string | null>> {
  const url = authority(address);
  const port = url?.port === undefined || url.port === '' ? '' : `:${url.port}`;
  switch (kind) {
    case 'foreign':
      return { Origin: FOREIGN_ORIGIN };
    case 'lookalike':
      return { Origin: `http://${(url?.hostname ?? '').replace(/^\[|\]$/g, '')}.evil.example${port}` };
    case 'null':
      return { Origin: 'null' };
    case 'rebound':
      return { Origin: `${FOREIGN_ORIGIN}${port}`, Host: `evil.example${port}` };
    case 'own':
      return url === undefined ? {} : { Origin: url.origin };
    default:
      // A target that demands one may be spoken to with one.
      return { Origin: null };
  }
}

interface Stimulus {
  readonly what: string;
  readonly origins: readonly OriginKind[];
  readonly request: HttpRequest;
}

const post = (message: JsonObject, headers: HttpRequest['headers'] = {}): HttpRequest => ({
  method: 'POST',
  headers,
  body: JSON.stringify({ jsonrpc: '2.0', ...message }),
});

/** Requests of a session client; those that would disturb the session come last. */
function sessionStimuli(session: Session): readonly Stimulus[] {
  const opening = post(
    { id: 'stranger', method: 'initialize', params: initializeParams(session.revision, {}) },
    { 'Mcp-Session-Id': null, 'MCP-Protocol-Version': null },
  );
  return [
    { what: 'initialize', origins: ['foreign', 'lookalike', 'null', 'rebound', 'own'], request: opening },
    { what: 'ping', origins: ['foreign', 'plain'], request: post({ id: 'stranger-ping', method: 'ping' }) },
    {
      what: 'get',
      origins: ['foreign'],
      request: { method: 'GET', headers: { Accept: 'text/event-stream' }, stream: true },
    },
    { what: 'delete', origins: ['foreign'], request: { method: 'DELETE' } },
  ];
}

/** Modern requests; `discover` without Origin is what the others are held against. */
function modernStimuli(session: Session): readonly Stimulus[] {
  const meta = { [META.version]: session.revision, [META.capabilities]: {} };
  const call = (method: string, params: JsonObject = {}): HttpRequest =>
    post({ id: `stranger-${method}`, method, params: { ...params, _meta: meta } }, { 'Mcp-Method': method });
  return [
    {
      what: 'discover',
      origins: ['plain', 'foreign', 'lookalike', 'null', 'rebound', 'own'],
      request: call('server/discover'),
    },
    { what: 'unknown method', origins: ['plain', 'foreign'], request: call('assay/unknown') },
    {
      what: 'listen',
      origins: ['plain', 'foreign'],
      request: { ...call('subscriptions/listen', { notifications: {} }), stream: true },
    },
    {
      what: 'notification',
      origins: ['plain', 'foreign'],
      request: post(
        { method: 'notifications/cancelled', params: { requestId: 'none' } },
        { 'Mcp-Method': 'notifications/cancelled' },
      ),
    },
    {
      what: 'get',
      origins: ['foreign'],
      request: { method: 'GET', headers: { Accept: 'text/event-stream' }, stream: true },
    },
    { what: 'delete', origins: ['foreign'], request: { method: 'DELETE' } },
    {
      what: 'options',
      origins: ['foreign'],
      request: { method: 'OPTIONS', headers: { 'Access-Control-Request-Method': 'POST' } },
    },
  ];
}

async function gather(session: Session, url: string): Promise<void> {
  const fork = await session.fork({ purpose: 'a foreign page' });
  if (session.transport === 'http-sse') return askOldTransport(fork, url);
  const stimuli = session.era === 'per-request' ? modernStimuli(session) : sessionStimuli(session);
  for (const { what, origins, request } of stimuli)
    await Promise.all(
      origins.map((origin) =>
        fork.http({
          ...request,
          // Each request has an id of its own, also in another's session.
          ...(typeof request.body === 'string'
            ? { body: request.body.replace('"stranger', `"${origin}-stranger`) }
            : {}),
          headers: { ...request.headers, ...originHeaders(origin, url) },
          tag: `${what}|${origin}`,
          timeout: PATIENCE,
          deliberate: origin === 'plain' || origin === 'own' ? 'a request beside the session' : 'a forged Origin',
        }),
      ),
    ).then((answers) => leave(fork, answers));
}

/** The two addresses of 2024-11-05: the stream, and where messages go. */
async function askOldTransport(fork: Session, url: string): Promise<void> {
  for (const origin of ['foreign', 'lookalike', 'rebound'] as const) {
    const headers = originHeaders(origin, url);
    await fork.request('ping', undefined, {
      headers,
      tag: `ping|${origin}`,
      timeout: PATIENCE,
      deliberate: 'a forged Origin',
    });
    await fork.http({
      method: 'GET',
      headers: { ...headers, Accept: 'text/event-stream' },
      stream: true,
      tag: `get|${origin}`,
      timeout: PATIENCE,
      deliberate: 'a forged Origin',
    });
  }
}

/** Ends sessions that were opened by the way. */
async function leave(fork: Session, answers: readonly Exchange[]): Promise<void> {
  for (const answer of answers) {
    const id = header(answer, 'mcp-session-id');
    if (answer.tag?.startsWith('initialize') && id !== undefined)
      await fork.http({ method: 'DELETE', headers: dressedBy(answer), tag: 'leave' });
  }
}

function read(recording: Recording): Strangers {
  const asked = recording.exchanges
    .filter((exchange) => exchange.by === BY && exchange.tag?.includes('|'))
    .map((exchange): Stranger => {
      const [what = '', origin = 'plain'] = exchange.tag?.split('|') ?? [];
      return { what, origin: origin as OriginKind, exchange };
    });
  return {
    asked,
    local: isLocal(endpointOf(recording)),
    find: (what, origin) => asked.find((one) => one.what === what && one.origin === origin)?.exchange,
  };
}

/** The url that was spoken to; its label may be any words. */
export const endpointOf = (recording: Recording): string =>
  recording.frames.find((frame) => frame.origin === 'harness' && frame.http?.url !== undefined)?.http?.url ?? '';

export const address = artifact<string>({ id: 'address', read: endpointOf });

export const strangers: Artifact<Strangers> = artifact({
  id: 'strangers',
  declared: (_capabilities, recording) => recording.transport !== 'stdio',
  gather: (session, views) => gather(session, views(address)),
  read,
});
