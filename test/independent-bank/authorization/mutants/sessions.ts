// Sessions and credentials (2025-06-18 and 2025-11-25): an id is no token, belongs to one user, and cannot be guessed.

import { createHash } from 'node:crypto';
import type { Mutant } from '../audit.ts';
import type { Visit } from '../door.ts';
import { type OldSite, subjectNow } from '../site.ts';
import { door, plant, type Planted } from './plant.ts';

const CHECKED = 'sessions.verify-every-request';
const OWN = 'sessions.bound-to-user';
const GUESSED = 'sessions.id-unpredictable';
const FIXED = 'sessions.id-non-deterministic';

const methodOf = (message: unknown): unknown => (message as { method?: unknown } | undefined)?.method;
const hasSession = ({ request }: Visit): boolean => request.headers['mcp-session-id'] !== undefined;
const isNote = ({ message }: Visit): boolean =>
  typeof message === 'object' && message !== null && 'method' in message && !('id' in message);

/** Who came in without a name uses any session. */
const nobodysToo = (site: OldSite): void => {
  const { mayUse } = site;
  site.mayUse = (id, who, request) => who === null || mayUse(id, who, request);
};

/** Some requests need no token. */
const opens = (which: (visit: Visit) => boolean): Planted => ({
  door: (own) => void (own.open = which),
  old: nobodysToo,
});

const ids = (make: (count: number, params: unknown) => string) => {
  let count = 0;
  return (value: { params?: unknown }): string => make((count += 1), value.params);
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

export const SESSIONS: readonly Mutant[] = [
  ...plant(['sessions.not-authentication', CHECKED], 'the token is looked at by initialize alone', opens(hasSession)),
  ...plant(
    'sessions.not-authentication',
    'who has a session needs no token for a request',
    opens((visit) => hasSession(visit) && !isNote(visit) && visit.request.method === 'POST'),
  ),
  ...plant(CHECKED, 'GET is open', { ...opens(({ request }) => request.method === 'GET'), shape: 'full' }),
  ...plant(
    CHECKED,
    'DELETE is open',
    opens(({ request }) => request.method === 'DELETE'),
  ),
  ...plant(CHECKED, 'notifications are open', opens(isNote)),
  ...door(CHECKED, 'in a session any token will do', (own) => {
    const { visitorOf } = own;
    own.visitorOf = async (token, visit) =>
      (await visitorOf(token, visit)) ??
      (hasSession(visit) ? { subject: 'ann', scopes: ['shop:read', 'shop:stock'] } : undefined);
  }),
  ...plant(
    CHECKED,
    'ping is open',
    opens(({ message }) => methodOf(message) === 'ping'),
  ),
  ...plant(
    CHECKED,
    'the list of tools is open',
    opens(({ message }) => methodOf(message) === 'tools/list'),
  ),
  ...plant(
    CHECKED,
    'calls are open',
    opens(({ message }) => methodOf(message) === 'tools/call'),
  ),
  ...plant(OWN, 'whoever knows the id has the session', { old: (site) => void (site.mayUse = () => true) }),
  ...plant(OWN, 'whoever knows the id hears the stream', {
    old: (site) => {
      const { mayUse } = site;
      site.mayUse = (id, who, request) => request.method === 'GET' || mayUse(id, who, request);
    },
    shape: 'full',
  }),
  ...plant(OWN, 'checked for calls alone', {
    old: (site) => {
      const { mayUse } = site;
      let message: unknown;
      const { before } = site.server;
      site.server.before = (one, connection) => {
        message = one;
        return before(one, connection);
      };
      site.mayUse = (id, who, request) => methodOf(message) !== 'tools/call' || mayUse(id, who, request);
    },
  }),
  ...plant(GUESSED, 'a counter', {
    old: ({ server }) => void (server.http['newId'] = ids((count) => String(1_000 + count))),
  }),
  ...plant(GUESSED, 'a counter behind the name of the user', {
    old: ({ server }) => void (server.http['newId'] = ids((count) => `${subjectNow()}-session-${count}`)),
  }),
  ...plant(GUESSED, 'the clock', {
    old: ({ server }) => void (server.http['newId'] = () => `s${process.hrtime.bigint()}`),
  }),
  ...plant(GUESSED, 'a counter in other digits', {
    old: ({ server }) =>
      void (server.http['newId'] = ids((count) => (0xabcdef0000 + count * 7).toString(36).padStart(16, '0'))),
  }),
  ...plant(GUESSED, 'four random letters', {
    old: ({ server }) => void (server.http['newId'] = () => Math.random().toString(36).slice(2, 6)),
  }),
  ...plant(FIXED, 'a digest of the user', {
    old: ({ server }) => void (server.http['newId'] = () => digest(subjectNow())),
  }),
  ...plant(FIXED, 'a digest of what the client says of itself', {
    old: ({ server }) => void (server.http['newId'] = ids((_count, params) => digest(JSON.stringify(params)))),
  }),
  ...plant('sessions.unknown-id-404', 'an unknown id opens a session of that name', {
    old: ({ server, owners }) => {
      server.http['unknownSession'] = (site: { sessions: Map<string, unknown> }, id: string) => {
        owners.set(id, subjectNow());
        const [first] = site.sessions.values();
        return first;
      };
    },
  }),
];
