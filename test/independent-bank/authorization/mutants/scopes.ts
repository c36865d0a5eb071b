// Rights: what is refused for want of scope, and what is not.

import type { Mutant } from '../audit.ts';
import { paramsFor, quoted, type Door } from '../door.ts';
import { door, plant } from './plant.ts';

const STATUS = ['auth.insufficient-scope-403', 'authorization.insufficient-scope-403'];
const CHALLENGE = ['auth.insufficient-scope-403', 'authorization.insufficient-scope-challenge'];
const ENOUGH = ['auth.insufficient-scope-lists-scopes', 'authorization.scope-challenge-complete'];

const inChallenge = (change: (usual: Record<string, string | undefined>) => void) => (own: Door) => {
  const { challenge } = own;
  own.challenge = (why, needed, visit) => {
    if (why !== 'scope') return challenge(why, needed, visit);
    const usual = paramsFor(own, why, needed);
    change(usual);
    return `Bearer ${quoted(usual)}`;
  };
};

export const SCOPES: readonly Mutant[] = [
  ...door(STATUS, '401 for want of scope', (own) => void (own.status.scope = 401)),
  ...door(STATUS, '400 for want of scope', (own) => void (own.status.scope = 400)),
  ...door(STATUS, '404 for want of scope', (own) => void (own.status.scope = 404)),
  ...door(CHALLENGE, 'a bare 403', (own) => {
    const { challenge } = own;
    own.challenge = (why, ...rest) => (why === 'scope' ? undefined : challenge(why, ...rest));
  }),
  ...door(
    CHALLENGE,
    'without scope',
    inChallenge((usual) => delete usual['scope']),
  ),
  ...door(
    CHALLENGE,
    'without resource_metadata',
    inChallenge((usual) => delete usual['resource_metadata']),
  ),
  ...door(
    CHALLENGE,
    'with another error',
    inChallenge((usual) => void (usual['error'] = 'invalid_token')),
  ),
  ...door(
    CHALLENGE,
    'without error',
    inChallenge((usual) => delete usual['error']),
  ),
  ...plant(ENOUGH, 'scopes that have nothing to do with it', {
    door: inChallenge((usual) => void (usual['scope'] = 'orders:read')),
    challenged: 'orders:read',
  }),
  ...plant(ENOUGH, 'one of two missing scopes at a time', {
    door: (own) => {
      const { needs } = own;
      own.needs = (visit) =>
        needs(visit).includes('shop:stock') ? ['shop:read', 'shop:stock', 'shop:all'] : needs(visit);
      inChallenge((usual) => void (usual['scope'] = 'shop:read shop:stock'))(own);
    },
  }),
  ...door('auth.scope-strategy-consistent', 'now the least, now all', (own) => {
    let count = 0;
    inChallenge((usual) => {
      usual['scope'] = (count += 1) % 2 === 0 ? 'shop:read shop:stock' : 'shop:read shop:stock shop:other';
    })(own);
  }),
  ...door('authorization.scope-hierarchy', 'scopes are compared letter by letter', (own) => {
    own.covers = (held, needed) => held.includes(needed);
  }),
  ...plant(['access/callers/scopes-bind', 'access/callers/scopes-bind@per-request'], 'scope is not looked at', {
    door: (own) => void (own.needs = () => ['shop:read']),
  }),
];
