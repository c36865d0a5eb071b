// What the pattern of kept and lost requests says about how requests are routed; a guess with its grounds, named as one.

import { isObject, resultOf } from '../kernel/look.ts';
import type { Recording } from '../kernel/recording.ts';
import { bySession, type Trial, type Trials } from './trials.ts';

export type RoutingName =
  | 'holds'
  | 'no-sessions'
  | 'shared-sessions'
  | 'one-address'
  | 'hash-on-session-id'
  | 'round-robin'
  | 'random'
  | 'by-connection'
  | 'by-cookie'
  | 'always-lost';

export interface Routing {
  readonly name: RoutingName;
  /** In words, with what it rests on. */
  readonly looks: string;
  readonly remedy: string;
}

const REMEDY =
  'route by the id learnt from the response to initialize (HAProxy: stick store-response res.hdr(Mcp-Session-Id) and stick match req.hdr(Mcp-Session-Id)) or by a header that the client sends from the first request on, or keep sessions in a store that all replicas share';

/** Replica that knows a session, by lane; sessions that several know, or none, are left out. */
export function homesOf(recording: Recording): {
  readonly homes: ReadonlyMap<string, string>;
  readonly shared: number;
  readonly asked: number;
} {
  const known = new Map<string, string[]>();
  for (const exchange of recording.exchanges) {
    if (exchange.tag?.startsWith('home/') !== true) continue;
    const names = known.get(exchange.lane) ?? [];
    if (resultOf(exchange) !== undefined && exchange.status === 200) names.push(exchange.tag.slice('home/'.length));
    known.set(exchange.lane, names);
  }
  const single = [...known].flatMap(([lane, names]): [string, string][] =>
    names.length === 1 && names[0] !== undefined ? [[lane, names[0]]] : [],
  );
  const shared = [...known.values()].filter((names) => names.length > 1).length;
  return { homes: new Map(single), shared, asked: known.size };
}

const judged = (list: readonly Trial[]): readonly Trial[] =>
  list.filter(({ outcome }) => outcome === 'own' || outcome === 'lost' || outcome === 'other');

export function routingOf(seen: Trials, recording: Recording): Routing {
  const fresh = judged(seen.all.filter(({ how }) => how === 'new'));
  const lost = fresh.filter(({ outcome }) => outcome !== 'own');
  if (!seen.sessions) return named('no-sessions', 'no session ids: any replica can answer', '');
  if (lost.length === 0) return whenHolding(recording);
  // First of all: a handful of sessions on kept connections may all hash to their replica by chance.
  const hashed = whollyOrNot(fresh);
  if (hashed !== undefined) return hashed;
  const cookies = judged(seen.all.filter(({ how }) => how === 'cookie'));
  if (cookies.length >= 12 && cookies.every(({ outcome }) => outcome === 'own'))
    return named(
      'by-cookie',
      `by cookie: with the cookie of the first answer sent back, all ${cookies.length} requests held`,
      `MCP clients do not keep cookies: ${REMEDY}`,
    );
  const kept = judged(seen.all.filter(({ how }) => how === 'kept'));
  if (kept.length >= 12 && kept.every(({ outcome }) => outcome === 'own'))
    return named(
      'by-connection',
      `by connection (balanced below HTTP): all ${kept.length} requests on the connection of their initialize held, those on new connections did not`,
      `clients open several connections and reconnect: ${REMEDY}`,
    );
  return whenLosing(seen, fresh);
}

function whenHolding(recording: Recording): Routing {
  const { homes, shared, asked } = homesOf(recording);
  const used = new Set(homes.values());
  if (asked === 0) return named('holds', 'it holds; with --replica it could be told how', '');
  if (shared > asked / 2) return named('shared-sessions', 'sessions are known to all replicas', '');
  if (used.size === 1 && homes.size >= 6)
    return named(
      'one-address',
      `by the address of the caller, or with one replica in use: all ${homes.size} sessions live on ${[...used][0] ?? ''}`,
      '',
    );
  const spread = [...used].map((name) => `${[...homes.values()].filter((home) => home === name).length} on ${name}`);
  const by = routingHeader(recording);
  return named('holds', `each session is routed to its replica${by} (${spread.join(', ')})`, '');
}

/** A header that each session sent from its first request on, where the operator named one. */
function routingHeader(recording: Recording): string {
  const measures = recording.measures['affinity'];
  const name = isObject(measures) ? measures['routingHeader'] : undefined;
  return typeof name === 'string' ? `, as by the header ${name}` : '';
}

const longEnough = (fresh: readonly Trial[]): readonly (readonly Trial[])[] =>
  [...bySession(fresh).values()].filter((list) => list.length >= 3);

const broken = (list: readonly Trial[]): boolean => list.every(({ outcome }) => outcome !== 'own');

/** Sessions that are wholly fine beside sessions that are wholly broken: where they land hangs on their id. */
function whollyOrNot(fresh: readonly Trial[]): Routing | undefined {
  const sessions = longEnough(fresh);
  const lost = sessions.filter(broken).length;
  const whole = sessions.filter((list) => list.every(({ outcome }) => outcome === 'own')).length;
  if (sessions.length < 4 || whole === 0 || lost === 0 || whole + lost < sessions.length * 0.9) return undefined;
  return named(
    'hash-on-session-id',
    `a hash on the session id: ${whole} sessions were wholly fine and ${lost} wholly broken, none in between; initialize carries no id yet, lands anywhere, and the id minted there hashes to its own replica only by chance`,
    `a hash on Mcp-Session-Id does not hold sessions: ${REMEDY}`,
  );
}

function whenLosing(seen: Trials, fresh: readonly Trial[]): Routing {
  const sessions = longEnough(fresh);
  if (sessions.length > 0 && sessions.every(broken))
    return named(
      'always-lost',
      'every session was lost at once, wherever its requests went',
      `see whether sessions are kept at all; then ${REMEDY}`,
    );
  const period = periodOf(seen.all.filter(({ how }) => how === 'alone'));
  if (period !== undefined)
    return named(
      'round-robin',
      `round robin or least connections over ${period}: every ${ordinal(period)} request in a row was served`,
      REMEDY,
    );
  return named(
    'random',
    'random, or round robin by several balancer processes: kept and lost requests follow no period',
    REMEDY,
  );
}

/** The number of replicas that take turns, where single sessions asking alone show it. */
export function periodOf(alone: readonly Trial[]): number | undefined {
  const patterns = [...bySession(alone).values()]
    .map((list) => list.map(({ outcome }) => outcome === 'own'))
    .filter((pattern) => pattern.length >= 6);
  for (let period = 2; period <= 5; period += 1)
    if (patterns.length > 0 && patterns.every((pattern) => turns(pattern, period))) return period;
  return undefined;
}

/** Exactly one of each `period` requests in a row is served, always the same one. */
function turns(pattern: readonly boolean[], period: number): boolean {
  const periodic = pattern.every((held, index) => index < period || held === pattern[index - period]);
  return periodic && pattern.slice(0, period).filter(Boolean).length === 1;
}

const ordinal = (number: number): string => ({ 2: 'second', 3: 'third' })[number] ?? `${number}th`;

const named = (name: RoutingName, looks: string, remedy: string): Routing => ({ name, looks, remedy });
