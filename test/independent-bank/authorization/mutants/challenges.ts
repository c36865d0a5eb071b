// Refusals that do not say what they should, or say too much.

import type { Mutant } from '../audit.ts';
import { paramsFor, quoted, type Door, type Why } from '../door.ts';
import { door, plant } from './plant.ts';

const CHALLENGE = ['auth.validation-failure-response', 'authorization.error-challenge'];
const SCOPE = ['auth.challenge-scope', 'authorization.challenge-scope'];
const CONSISTENT = ['auth.scope-consistent', 'authorization.scope-consistent'];
const DATA = 'auth.no-data-to-unauthorised';

/** The challenge with some of its parameters changed. */
const params =
  (change: (usual: Record<string, string | undefined>, why: Why) => void, scheme = 'Bearer') =>
  (own: Door): void => {
    own.challenge = (why, needed) => {
      const usual = paramsFor(own, why, needed);
      change(usual, why);
      return `${scheme} ${quoted(usual)}`;
    };
  };

const at2025 = { options: { revisions: ['2025-06-18'] as const } };

export const CHALLENGES: readonly Mutant[] = [
  ...door(CHALLENGE, '401 without WWW-Authenticate', (own) => void (own.challenge = () => undefined)),
  ...door(CHALLENGE, 'a bad token gets no challenge', (own) => {
    const { challenge } = own;
    own.challenge = (why, ...rest) => (why === 'invalid' ? undefined : challenge(why, ...rest));
  }),
  ...door(CHALLENGE, 'a Basic challenge', (own) => void (own.challenge = () => 'Basic realm="shop"')),
  ...door(CHALLENGE, 'parameters without a scheme', (own) => {
    own.challenge = (why, needed) => quoted(paramsFor(own, why, needed));
  }),
  ...door('auth.validation-failure-response', 'parameters that do not parse', (own) => {
    own.challenge = () => 'Bearer error="invalid_token, scope=shop:read", resource_metadata=';
  }),
  ...door(
    'auth.challenge-error-code',
    'invalid_request for a bad token',
    params((usual, why) => {
      if (why === 'invalid') usual['error'] = 'invalid_request';
    }),
  ),
  ...door(
    'auth.challenge-error-code',
    'no error for a bad token',
    params((usual) => delete usual['error']),
  ),
  ...door(
    'auth.challenge-error-code',
    'invalid_token though there was none',
    params((usual, why) => {
      if (why === 'missing') usual['error'] = 'invalid_token';
    }),
  ),
  ...door(
    'authorization.error-challenge',
    'another error for a bad token',
    params((usual, why) => {
      if (why === 'invalid') usual['error'] = 'access_denied';
    }),
  ),
  ...door(
    SCOPE,
    'no scope',
    params((usual) => delete usual['scope']),
  ),
  ...door(
    SCOPE,
    'an empty scope',
    params((usual) => void (usual['scope'] = ' ')),
  ),
  ...door(CONSISTENT, 'now one scope, now two', (own) => {
    let count = 0;
    params((usual) => void (usual['scope'] = (count += 1) % 2 === 0 ? 'shop:read' : 'shop:read shop:other'))(own);
  }),
  ...door(CONSISTENT, 'other scopes once in three times', (own) => {
    let count = 0;
    params((usual) => void (usual['scope'] = (count += 1) % 3 === 0 ? 'shop:other' : 'shop:read'))(own);
  }),
  ...door(
    'authorization.no-offline-access',
    'in the challenge',
    params((usual) => void (usual['scope'] = `${usual['scope']} offline_access`)),
  ),
  ...door('authorization.no-offline-access', 'in scopes_supported', (own) => {
    own.metadata['scopes_supported'] = ['shop:read', 'shop:stock', 'offline_access'];
  }),
  ...door('security.scope-minimal', 'every scope in the challenge', (own) => {
    params((usual) => void (usual['scope'] = 'shop:read shop:stock shop:other'))(own);
  }),
  ...door('security.scope-minimal', 'a scope for everything', (own) => {
    own.metadata['scopes_supported'] = ['*'];
  }),
  ...door(
    'security.scope-minimal',
    'full-access in the challenge',
    params((usual) => void (usual['scope'] = 'full-access')),
  ),
  ...plant('auth.www-authenticate-resource-metadata', 'a bare Bearer', {
    ...at2025,
    door: (own) => void (own.challenge = () => 'Bearer'),
  }),
  ...plant('auth.www-authenticate-resource-metadata', 'a path for a url', {
    ...at2025,
    door: params((usual) => void (usual['resource_metadata'] = '/.well-known/oauth-protected-resource/mcp')),
  }),
  ...plant('auth.www-authenticate-resource-metadata', 'a url where nothing is', {
    ...at2025,
    door: (own) => {
      params((usual) => void (usual['resource_metadata'] = new URL('/nothing/here', own.resource).href))(own);
    },
  }),
  ...plant('auth.www-authenticate-resource-metadata', 'only for those who have a token', {
    ...at2025,
    door: params((usual, why) => {
      if (why === 'missing') delete usual['resource_metadata'];
    }),
  }),
  ...door(DATA, 'the answer to initialize in the body of a 401', (own) => {
    own.body = (_why, { message }) =>
      JSON.stringify({
        jsonrpc: '2.0',
        id: (message as { id?: unknown } | undefined)?.id ?? null,
        result: { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'x', version: '1' } },
      });
  }),
  ...door(DATA, 'the tools in the body of a 401', (own) => {
    own.body = () => JSON.stringify({ error: 'unauthorized', tools: [{ name: 'stock' }, { name: 'add' }] });
  }),
  ...door(DATA, 'a session id with a 401', (own) => {
    own.headers = { ...own.headers, 'mcp-session-id': 'c0ffee00-0000-4000-8000-000000000000' };
  }),
];
