// The door of a protected server, written from basic/authorization, RFC 6750, RFC 9728 and RFC 8707 alone. Every decision
// is a member that a mutant may replace.

import type { IncomingMessage } from 'node:http';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import type { Issuer } from './issuer.ts';

/** Why somebody stays outside. */
export type Why = 'missing' | 'invalid' | 'malformed' | 'scope';

export interface Visitor {
  readonly subject: string;
  readonly scopes: readonly string[];
}

export interface Visit {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly message: unknown;
  answer(status: number, headers: Record<string, string>, body: string): void;
}

export interface Document {
  status: number;
  type: string;
  body: string;
}

export interface Door {
  readonly issuer: Issuer;
  /** The canonical URI of the server (RFC 8707, section 2). */
  resource: string;
  tokenOf(visit: Visit): string | undefined | 'malformed';
  visitorOf(token: string, visit: Visit): Promise<Visitor | undefined>;
  audienceFits(audience: readonly string[]): boolean;
  verify(token: string): Promise<JWTPayload>;
  needs(visit: Visit): readonly string[];
  covers(held: readonly string[], needed: string): boolean;
  readonly status: Record<Why, number>;
  challenge(why: Why, needed: readonly string[], visit: Visit): string | undefined;
  body(why: Why, visit: Visit): string;
  headers: Record<string, string>;
  metadata: Record<string, unknown>;
  /** Where the metadata is served. */
  places: string[];
  document(path: string, visit: Visit): Document | undefined;
  /** Who may come in without showing anything. */
  open(visit: Visit): boolean;
  /** Takes over the whole visit; `true` where it was answered. */
  before(visit: Visit): boolean;
  /** Who came in: for whatever a mutant remembers. */
  entered(visit: Visit, visitor: Visitor): void;
}

export const WELL_KNOWN = '/.well-known/oauth-protected-resource';
export const METADATA_PLACE = `${WELL_KNOWN}/mcp`;

/** Scheme and host are the same in either case, and a slash alone is no path (RFC 3986, section 6.2). */
const normal = (address: string): string =>
  URL.canParse(address) ? new URL(address).href.replace(/\/$/u, '') : address;

const isCall = (message: unknown, tool: string): boolean => {
  const { method, params } = (message ?? {}) as { method?: unknown; params?: { name?: unknown } };
  return method === 'tools/call' && params?.name === tool;
};

export const audienceOf = ({ aud }: JWTPayload): readonly string[] => (aud === undefined ? [] : [aud].flat());

export const quoted = (params: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(params)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ');

export const metadataUrl = (door: Pick<Door, 'resource'>): string => new URL(METADATA_PLACE, door.resource).href;

const ERRORS: Readonly<Record<Why, string | undefined>> = {
  missing: undefined,
  invalid: 'invalid_token',
  malformed: 'invalid_request',
  scope: 'insufficient_scope',
};

/** What a challenge says of a refusal, before a mutant changes it. */
export const paramsFor = (
  door: Pick<Door, 'resource'>,
  why: Why,
  needed: readonly string[],
): Record<string, string | undefined> => ({
  realm: 'shop',
  error: ERRORS[why],
  scope: needed.join(' '),
  resource_metadata: metadataUrl(door),
});

export function makeDoor(issuer: Issuer, resource: string): Door {
  const door: Door = {
    issuer,
    resource,
    tokenOf: ({ request }) => bearerOf(request.headers.authorization),
    visitorOf: async (token) => {
      try {
        const claims = await door.verify(token);
        if (!door.audienceFits(audienceOf(claims))) return undefined;
        return { subject: String(claims.sub ?? claims['client_id']), scopes: String(claims['scope'] ?? '').split(' ') };
      } catch (error) {
        if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
        throw error;
      }
    },
    audienceFits: (audience) => audience.some((one) => normal(one) === normal(door.resource)),
    verify: async (token) =>
      (await jwtVerify(token, issuer.keys, { issuer: issuer.url, requiredClaims: ['exp'] })).payload,
    needs: ({ message }) => ['shop:read', ...(isCall(message, 'stock') ? ['shop:stock'] : [])],
    covers: (held, needed) => held.includes(needed) || held.includes('shop:all'),
    status: { missing: 401, invalid: 401, malformed: 400, scope: 403 },
    challenge: (why, needed) => `Bearer ${quoted(paramsFor(door, why, needed))}`,
    body: (why) => JSON.stringify({ error: ERRORS[why] ?? 'unauthorized' }),
    headers: { 'content-type': 'application/json' },
    metadata: {
      resource,
      authorization_servers: [issuer.url],
      scopes_supported: ['shop:read', 'shop:stock', 'shop:other'],
      bearer_methods_supported: ['header'],
    },
    places: [METADATA_PLACE],
    document: (path) =>
      door.places.includes(path)
        ? { status: 200, type: 'application/json', body: JSON.stringify(door.metadata) }
        : undefined,
    open: () => false,
    before: () => false,
    entered: () => undefined,
  };
  return door;
}

function bearerOf(header: string | undefined): string | undefined | 'malformed' {
  const [scheme = '', ...rest] = (header ?? '').trim().split(/\s+/u);
  if (scheme.toLowerCase() !== 'bearer') return undefined;
  return rest.length === 1 && rest[0] !== undefined ? rest[0] : 'malformed';
}

/** Who comes in; `undefined` once the visit is answered, `null` for whoever needs no name. */
export async function enter(door: Door, visit: Visit): Promise<Visitor | null | undefined> {
  if (door.before(visit)) return undefined;
  const { pathname } = visit.url;
  const document = visit.request.method === 'GET' ? door.document(pathname, visit) : undefined;
  if (document !== undefined)
    return void visit.answer(document.status, { 'content-type': document.type }, document.body);
  if (pathname.startsWith('/.well-known/')) return void visit.answer(404, {}, '');
  if (door.open(visit)) return null;
  const needed = door.needs(visit);
  const token = door.tokenOf(visit);
  if (token === 'malformed') return refuse(door, visit, 'malformed', ['shop:read']);
  if (token === undefined) return refuse(door, visit, 'missing', ['shop:read']);
  const visitor = await door.visitorOf(token, visit);
  if (visitor === undefined) return refuse(door, visit, 'invalid', ['shop:read']);
  if (needed.some((one) => !door.covers(visitor.scopes, one))) return refuse(door, visit, 'scope', needed);
  door.entered(visit, visitor);
  return visitor;
}

function refuse(door: Door, visit: Visit, why: Why, needed: readonly string[]): undefined {
  const challenge = door.challenge(why, needed, visit);
  visit.answer(
    door.status[why],
    { ...door.headers, ...(challenge === undefined ? {} : { 'www-authenticate': challenge }) },
    door.body(why, visit),
  );
}
