// What a target that demands Bearer tokens says to those who have none, a bad one, or one in the wrong place.
//
// Every request goes to the target's own origin: metadata that a challenge places elsewhere is noted and not fetched.

import type { Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { isObject } from '../kernel/look.ts';
import type { Exchange, JsonObject, Recording } from '../kernel/recording.ts';
import { initializeParams } from './handshake-messages.ts';
import { META } from './modern-messages.ts';

export interface Challenge {
  readonly scheme: string;
  readonly params: Readonly<Record<string, string>>;
}

export interface Metadata {
  readonly exchange: Exchange;
  /** `challenge`, `path` or `root`: where it was looked for. */
  readonly found: string;
  readonly document: JsonObject | undefined;
}

export interface Authorization {
  of(tag: string): readonly Exchange[];
  /** The target follows the authorization chapter: a Bearer challenge or protected resource metadata was seen. */
  readonly required: boolean;
  /** The anonymous request was refused. */
  readonly refused: boolean;
  readonly metadata: readonly Metadata[];
  /** The first document found. */
  readonly document: Metadata | undefined;
  readonly note: string;
}

const BY = 'artifact:authorization';
const WELL_KNOWN = '/.well-known/oauth-protected-resource';
const b64 = (value: object): string => base64url(JSON.stringify(value));
/** A JWT that says the right things and is signed by nobody who may. */
const CLAIMS = { iss: 'https://assay.example', sub: 'assay', aud: 'assay', exp: 4_102_444_800, scope: 'assay' };
export const BAD_TOKENS: Readonly<Record<string, string>> = {
  'made up': 'assay-invalid',
  'alg none': `${b64({ alg: 'none', typ: 'JWT' })}.${b64(CLAIMS)}.`,
  'foreign signature': `${b64({ alg: 'RS256', typ: 'JWT', kid: 'assay' })}.${b64(CLAIMS)}.${base64url('assay'.repeat(50))}`,
};
/** Made by the runner from the token that was given, where that can be read. */
const TAMPERED = ['tampered payload', 'tampered signature', 'tampered algorithm'];
/** Requests with a token that is not good; each is refused by whoever looks at it. */
export const BAD = [...Object.keys(BAD_TOKENS), ...TAMPERED];
/** A login that nobody has, in a scheme that is none of OAuth's: `Basic assay:assay`. */
const BASIC = 'Basic YXNzYXk6YXNzYXk=';
const MALFORMED: Readonly<Record<string, string>> = { 'no token': 'Bearer', 'two tokens': 'Bearer assay assay' };

function base64url(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  let out = '';
  for (let index = 0; index < text.length; index += 3) {
    const bits =
      (text.charCodeAt(index) << 16) | ((text.charCodeAt(index + 1) || 0) << 8) | (text.charCodeAt(index + 2) || 0);
    const count = Math.min(3, text.length - index) + 1;
    for (let place = 0; place < count; place += 1) out += alphabet[(bits >> (18 - 6 * place)) & 63] ?? '';
  }
  return out;
}

/** The opening request of the era, as anybody could send it. */
export function opening(session: Session): {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
} {
  const modern = session.era === 'per-request';
  const meta = {
    [META.version]: session.revision,
    [META.client]: { name: 'assay', version: '1' },
    [META.capabilities]: {},
  };
  const message = modern
    ? { jsonrpc: '2.0', id: 'assay-auth', method: 'tools/list', params: { _meta: meta } }
    : { jsonrpc: '2.0', id: 'assay-auth', method: 'initialize', params: initializeParams(session.revision, {}) };
  return {
    body: JSON.stringify(message),
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      ...(modern ? { 'MCP-Protocol-Version': session.revision, 'Mcp-Method': 'tools/list' } : {}),
    },
  };
}

async function gather(session: Session, tokens: readonly string[]): Promise<void> {
  const { body, headers } = opening(session);
  // A stranger comes on connections of his own: on those of the session an earlier token may be remembered.
  const stranger = await session.fork({ handshake: false, purpose: 'a client without credentials' });
  const send = (
    tag: string,
    extra: Readonly<Record<string, string>> = {},
    from: Session = stranger,
    token?: string,
  ): Promise<Exchange> =>
    from.http({
      method: 'POST',
      body,
      anonymous: true,
      ...(token === undefined ? {} : { token }),
      headers: { ...headers, ...extra },
      tag,
      deliberate: 'credentials left out or wrong',
    });
  const first = await send('anonymous');
  const documents = await metadataOf(stranger, first);
  await issuerOf(stranger, first, documents);
  const bearer = challengeOf(first)?.scheme === 'bearer' || documents.some(({ status }) => status === 200);
  if (!bearer) return;
  for (const [name, token] of Object.entries(BAD_TOKENS))
    await send(`bad ${name}`, { Authorization: `Bearer ${token}` });
  for (const name of TAMPERED.filter((one) => tokens.includes(one))) await send(`bad ${name}`, {}, stranger, name);
  await send('other scheme', { Authorization: BASIC });
  for (const [name, value] of Object.entries(MALFORMED)) await send(`malformed ${name}`, { Authorization: value });
  for (let count = 0; count < 4; count += 1) await send('again');
  await stranger.http({
    method: 'POST',
    body,
    anonymous: true,
    headers,
    tokenInQuery: true,
    tag: 'in query',
    deliberate: 'the token in the query',
  });
  await session.request(session.era === 'initialize' ? 'ping' : 'tools/list', undefined, { tag: 'authorized' });
  await send('after authorized', {}, session);
  await send('after authorized', { Authorization: `Bearer ${BAD_TOKENS['made up'] ?? ''}` }, session);
}

async function metadataOf(session: Session, first: Exchange): Promise<readonly Exchange[]> {
  const get = (path: string, tag: string): Promise<Exchange> =>
    session.http({ path, anonymous: true, headers: { Accept: 'application/json' }, tag });
  const endpoint = urlOf(first);
  const named = challengeOf(first)?.params['resource_metadata'];
  const own =
    named !== undefined && URL.canParse(named) && endpoint !== undefined && new URL(named).origin === endpoint.origin;
  const path =
    endpoint?.pathname === '/' || endpoint === undefined
      ? undefined
      : `${WELL_KNOWN}${endpoint.pathname.replace(/\/$/u, '')}`;
  return Promise.all([
    ...(own ? [get(named, 'metadata challenge')] : []),
    ...(path === undefined ? [] : [get(path, 'metadata path')]),
    get(WELL_KNOWN, 'metadata root'),
  ]);
}

const ISSUER = '/.well-known/oauth-authorization-server';

/** Metadata of an authorization server on the origin of the target (RFC 8414): others are not asked. */
async function issuerOf(session: Session, first: Exchange, documents: readonly Exchange[]): Promise<void> {
  const origin = urlOf(first)?.origin;
  const listed = documents.flatMap((exchange) => documentOf(exchange)?.['authorization_servers'] ?? []);
  const own = listed.find((one) => typeof one === 'string' && URL.canParse(one) && new URL(one).origin === origin);
  if (typeof own !== 'string') return;
  const path = `${ISSUER}${new URL(own).pathname.replace(/\/$/u, '')}`;
  await session.http({ path, anonymous: true, headers: { Accept: 'application/json' }, tag: 'issuer' });
}

const urlOf = (exchange: Exchange): URL | undefined => {
  const text = exchange.sent.http?.url ?? '';
  return URL.canParse(text) ? new URL(text) : undefined;
};

/** The Bearer challenge of an answer, or the first of another scheme (RFC 9110, section 11.6.1; RFC 6750, section 3). */
export function challengeOf(exchange: Exchange | undefined): Challenge | undefined {
  const values = (exchange?.received ?? []).flatMap((frame) =>
    (frame.http?.headers ?? []).filter(([name]) => name.toLowerCase() === 'www-authenticate').map(([, value]) => value),
  );
  const all = values.map(parse);
  return all.find((one) => one.scheme === 'bearer') ?? all[0];
}

function parse(value: string): Challenge {
  const [scheme = '', rest = ''] = [
    value.split(/\s/u, 1)[0] ?? '',
    value.slice((value.split(/\s/u, 1)[0] ?? '').length),
  ];
  const params: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [, name, quoted, plain] of rest.matchAll(
    /([\w-]{1,64})\s*=\s*(?:"((?:[^"\\]|\\.){0,2000})"|([^\s,"]{1,2000}))/gu,
  ))
    if (name !== undefined) params[name.toLowerCase()] = (quoted ?? plain ?? '').replace(/\\(.)/gu, '$1');
  return { scheme: scheme.toLowerCase(), params };
}

export function documentOf(exchange: Exchange): JsonObject | undefined {
  const body = exchange.received.find(({ via }) => via === 'post')?.json;
  return exchange.status === 200 && isObject(body) && body['jsonrpc'] === undefined ? body : undefined;
}

/** Names alone; the values stay with the runner. */
export const tokensGiven = artifact<readonly string[]>({
  id: 'tokens-given',
  read: ({ facts }) => facts.tokens ?? [],
});

export const authorization = artifact<Authorization>({
  id: 'authorization',
  gather: async (session, views) => {
    if (session.transport === 'streamable-http') await gather(session, views(tokensGiven));
  },
  read: (recording: Recording) => {
    const all = recording.exchanges.filter(({ by }) => by === BY);
    const of = (tag: string): readonly Exchange[] => all.filter((exchange) => exchange.tag === tag);
    const [anonymous] = of('anonymous');
    const metadata = all
      .filter(({ tag }) => tag?.startsWith('metadata ') === true)
      .map((exchange): Metadata => ({ exchange, found: exchange.tag?.slice(9) ?? '', document: documentOf(exchange) }));
    const document = metadata.find((one) => one.document !== undefined);
    const refused = anonymous !== undefined && anonymous.outcome !== 'result' && (anonymous.status ?? 0) >= 200;
    const required = challengeOf(anonymous)?.scheme === 'bearer' || document !== undefined;
    const note =
      recording.transport === 'streamable-http'
        ? 'the target asks for no Bearer token'
        : 'authorization is a matter of HTTP';
    return { of, required, refused, metadata, document, note };
  },
});
