// Tokens that are taken though they should not be, or asked for in the wrong way.

import { jwtVerify, type JWTPayload } from 'jose';
import type { Mutant } from '../audit.ts';
import type { Door } from '../door.ts';
import { ANYBODY, claimsOf, door } from './plant.ts';

const INVALID = ['auth.invalid-token-401', 'authorization.invalid-token-401'];
const VALIDATED = ['auth.tokens-validated', 'authorization.invalid-token-401'];
const AUDIENCE = ['auth.audience-validated', 'authorization.audience-validated'];
const MISSING = ['auth.401-when-required', 'authorization.unauthenticated-401'];
const QUERY = ['auth.token-not-in-query', 'authorization.query-token-not-accepted'];

/** Looks at everything but the signature. */
const unsigned = (own: Door): void => {
  own.verify = async (token) => {
    const claims = claimsOf(token) as JWTPayload;
    if (claims.iss !== own.issuer.url || Number(claims.exp) < Date.now() / 1000) throw new TypeError('not ours');
    return claims;
  };
};

const header = (token: string): { alg?: unknown } => {
  try {
    return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { alg?: unknown };
  } catch {
    return {};
  }
};

export const TOKENS: readonly Mutant[] = [
  ...door([...INVALID, 'auth.tokens-validated'], 'any token that is not empty', (own) => {
    own.visitorOf = async () => ANYBODY;
  }),
  ...door(INVALID, 'a bad token is answered with 403', (own) => void (own.status.invalid = 403)),
  ...door(INVALID, 'a bad token is answered with 400', (own) => void (own.status.invalid = 400)),
  ...door(INVALID, 'a bad token is an error in a 200', (own) => {
    own.status.invalid = 200;
    own.body = () => JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32001, message: 'Bad token' } });
  }),
  ...door(INVALID, 'a bad token is treated as somebody without rights', (own) => {
    const { visitorOf } = own;
    own.visitorOf = async (token, visit) =>
      (await visitorOf(token, visit)) ?? { subject: 'nobody', scopes: ['shop:read'] };
  }),
  ...door(VALIDATED, 'decoded, not verified', unsigned),
  ...door(VALIDATED, 'claims read without a look at anything else', (own) => {
    own.verify = async (token) => {
      const claims = claimsOf(token) as JWTPayload;
      if (claims.sub === undefined) throw new TypeError('no claims');
      return claims;
    };
    own.audienceFits = () => true;
  }),
  ...door(VALIDATED, 'alg none is a signature', (own) => {
    const { verify } = own;
    own.verify = async (token) => (header(token).alg === 'none' ? (claimsOf(token) as JWTPayload) : verify(token));
  }),
  ...door(VALIDATED, 'verified once for a payload, then remembered by it', (own) => {
    const { verify } = own;
    const known = new Set<string>();
    own.verify = async (token) => {
      const payload = token.split('.')[1] ?? '';
      if (known.has(payload)) return claimsOf(token) as JWTPayload;
      const claims = await verify(token);
      known.add(payload);
      return claims;
    };
  }),
  ...door(VALIDATED, 'verified once for a signature, then remembered by it', (own) => {
    const { verify } = own;
    const known = new Set<string>();
    own.verify = async (token) => {
      const signature = token.split('.')[2] ?? '';
      if (known.has(signature)) return claimsOf(token) as JWTPayload;
      const claims = await verify(token);
      known.add(signature);
      return claims;
    };
  }),
  ...door(['auth.tokens-validated', 'authorization.expired-token-401'], 'exp is not looked at', (own) => {
    own.verify = async (token) =>
      (await jwtVerify(token, own.issuer.keys, { issuer: own.issuer.url, clockTolerance: 1e9 })).payload;
  }),
  ...door(['auth.tokens-validated', 'authorization.expired-token-401'], 'an hour of grace', (own) => {
    own.verify = async (token) =>
      (await jwtVerify(token, own.issuer.keys, { issuer: own.issuer.url, clockTolerance: 3_600 })).payload;
  }),
  ...door('auth.tokens-validated', 'an empty token opens', (own) => {
    const { tokenOf, visitorOf } = own;
    own.tokenOf = (visit) => (/^bearer\s*$/iu.test(visit.request.headers.authorization ?? '') ? '' : tokenOf(visit));
    own.visitorOf = async (token, visit) => (token === '' ? ANYBODY : visitorOf(token, visit));
  }),
  ...door('auth.tokens-validated', 'any Basic login opens', (own) => {
    const { tokenOf, visitorOf } = own;
    own.tokenOf = (visit) => (/^basic\s/iu.test(visit.request.headers.authorization ?? '') ? 'basic' : tokenOf(visit));
    own.visitorOf = async (token, visit) => (token === 'basic' ? ANYBODY : visitorOf(token, visit));
  }),
  ...door(AUDIENCE, 'aud is not looked at', (own) => void (own.audienceFits = () => true)),
  ...door(AUDIENCE, 'any aud with a path of the same name', (own) => {
    own.audienceFits = (audience) => audience.some((one) => URL.canParse(one) && new URL(one).pathname === '/mcp');
  }),
  ...door(AUDIENCE, 'the issuer is audience enough', (own) => {
    own.audienceFits = (audience) => audience.length > 0;
  }),
  ...door(AUDIENCE, 'tokens for others are answered with 403', (own) => {
    const { visitorOf } = own;
    own.visitorOf = async (token, visit) => {
      const found = await visitorOf(token, visit);
      own.status.invalid = claimsOf(token)['aud'] === own.resource ? 401 : 403;
      return found;
    };
  }),
  ...door(
    ['auth.no-audience-rejected', 'authorization.audience-validated'],
    'no aud is as good as the right one',
    (own) => {
      const { audienceFits, verify } = own;
      own.verify = async (token) =>
        token.split('.').length === 3 ? verify(token) : { sub: 'ann', scope: 'shop:read' };
      own.audienceFits = (audience) => audience.length === 0 || audienceFits(audience);
    },
  ),
  ...door(['auth.canonical-uri-case', 'authorization.canonical-uri-case'], 'aud is compared byte by byte', (own) => {
    own.audienceFits = (audience) => audience.includes(own.resource);
  }),
  ...door(MISSING, 'no token: 403', (own) => void (own.status.missing = 403)),
  ...door(MISSING, 'no token: 400', (own) => void (own.status.missing = 400)),
  ...door(MISSING, 'no token: 404', (own) => void (own.status.missing = 404)),
  ...door(MISSING, 'no token: an error in a 200', (own) => {
    own.status.missing = 200;
    own.body = () => JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32001, message: 'Log in first' } });
  }),
  ...door(MISSING, 'no token: an error with the id of the request, in a 200', (own) => {
    own.status.missing = 200;
    own.body = (_why, { message }) =>
      JSON.stringify({
        jsonrpc: '2.0',
        id: (message as { id?: unknown } | undefined)?.id ?? null,
        error: { code: -32001, message: 'Log in first' },
      });
  }),
  ...door(['auth.http-follows-spec', 'authorization.unauthenticated-401'], 'a redirect to a page to log in', (own) => {
    own.status.missing = 302;
    own.headers = { location: 'https://login.example/', 'content-type': 'text/html' };
    own.challenge = () => undefined;
  }),
  ...door(['auth.http-follows-spec', 'authorization.unauthenticated-401'], 'a page to log in, with 200', (own) => {
    own.status.missing = 200;
    own.headers = { 'content-type': 'text/html' };
    own.challenge = () => undefined;
    own.body = () => '<html><body>Please log in</body></html>';
  }),
  ...door(['auth.status-codes', 'authorization.invalid-token-401'], 'an undecodable token is 500', (own) => {
    const { visitorOf } = own;
    own.visitorOf = async (token, visit) => {
      own.status.invalid = token.split('.').length === 3 ? 401 : 500;
      return visitorOf(token, visit);
    };
  }),
  ...door(['auth.status-codes', 'authorization.malformed-400'], 'a malformed header is 500', (own) => {
    own.status.malformed = 500;
  }),
  ...door(['auth.status-codes', 'authorization.malformed-400'], 'a malformed header is 403', (own) => {
    own.status.malformed = 403;
  }),
  ...door('authorization.malformed-400', 'of two tokens the first counts', (own) => {
    own.tokenOf = ({ request }) => request.headers.authorization?.split(/\s+/u)[1];
    own.visitorOf = async (token) => (token === '' ? undefined : ANYBODY);
  }),
  ...door(QUERY, 'access_token in the query', (own) => {
    const { tokenOf } = own;
    own.tokenOf = (visit) => visit.url.searchParams.get('access_token') ?? tokenOf(visit);
  }),
  ...door('authorization.every-request-checked', 'a connection is remembered', (own) => {
    const known = new WeakSet<object>();
    own.entered = ({ request }) => void known.add(request.socket);
    own.open = ({ request }) => known.has(request.socket);
  }),
  ...door('authorization.every-request-checked', 'an address is remembered', (own) => {
    const known = new Set<string>();
    own.entered = ({ request }) => void known.add(request.socket.remoteAddress ?? '');
    own.open = ({ request }) => known.has(request.socket.remoteAddress ?? '');
  }),
  ...door('authorization.every-request-checked', 'a bad token after a good one is served', (own) => {
    const known = new WeakSet<object>();
    const { visitorOf } = own;
    own.visitorOf = async (token, visit) => {
      const found = await visitorOf(token, visit);
      if (found !== undefined) known.add(visit.request.socket);
      return found ?? (known.has(visit.request.socket) ? ANYBODY : undefined);
    };
  }),
];
