// The loss of a replica in figures: what failed, for how long, how honestly, and what came back.

import { isObject, resultOf } from '../kernel/look.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import { part, taggedWith } from './tags.ts';

export interface Outage {
  readonly requests: number;
  readonly failed: number;
  /** Sessions opened before, and how many of them were refused or failed for good while the replica was away. */
  readonly sessions: number;
  readonly lost: number;
  /** Sessions lost while it was away that were served again after it came back. */
  readonly cameBack: number;
  /** From the loss until new sessions work without exception; absent where they never did. */
  readonly recoverMs?: number;
  /** From the return until new sessions work without exception. */
  readonly backMs?: number;
  /** How requests of lost sessions were refused, by HTTP status or ending. */
  readonly refusals: Readonly<Record<string, number>>;
  /** New sessions worked while the replica was away: a healthy one was used. */
  readonly healthyUsed: boolean;
}

export interface OutageParts extends Outage {
  /** What a balancer may take to notice that a replica is gone, or back. */
  readonly graceMs: number;
  readonly killedAt: number;
  readonly healedAt: number | undefined;
  readonly held: { readonly down: readonly Exchange[]; readonly back: readonly Exchange[] };
  readonly fresh: { readonly down: readonly Exchange[]; readonly back: readonly Exchange[] };
}

export const served = (exchange: Exchange): boolean => exchange.status === 200 && resultOf(exchange) !== undefined;

/** `undefined` where no replica was taken away. */
export function outageOf(recording: Pick<Recording, 'exchanges' | 'measures'>): OutageParts | undefined {
  const measures = recording.measures['affinity'];
  const marks = isObject(measures) ? measures['failover'] : undefined;
  if (!isObject(marks) || typeof marks['killedAtMs'] !== 'number' || marks['problem'] !== undefined) return undefined;
  const killedAt = marks['killedAtMs'];
  const healedAt = typeof marks['healedAtMs'] === 'number' ? marks['healedAtMs'] : undefined;
  const all = taggedWith(recording as Recording, 'failover/');
  const of = (phase: string, kinds: readonly string[]): readonly Exchange[] =>
    all.filter((exchange) => part(exchange, 1) === phase && kinds.includes(part(exchange, 2)));
  const held = { down: of('down', ['held']), back: of('back', ['held']) };
  const fresh = { down: of('down', ['open', 'fresh']), back: of('back', ['open', 'fresh']) };
  const before = new Set(
    of('before', ['held'])
      .filter(served)
      .map(({ lane }) => lane),
  );
  const lost = [...before].filter((lane) => lastOf(held.down, lane)?.served === false);
  const cameBack = lost.filter((lane) => lastOf(held.back, lane)?.served === true);
  const during = [...held.down, ...fresh.down, ...held.back, ...fresh.back];
  const recover = quietFrom(fresh.down, killedAt);
  const back = healedAt === undefined ? undefined : quietFrom(fresh.back, healedAt);
  return {
    requests: during.length,
    failed: during.filter((exchange) => !served(exchange)).length,
    sessions: before.size,
    lost: lost.length,
    cameBack: cameBack.length,
    ...(recover === undefined ? {} : { recoverMs: recover }),
    ...(back === undefined ? {} : { backMs: back }),
    refusals: refusalsOf(held.down.filter(({ lane }) => lost.includes(lane))),
    healthyUsed: fresh.down.some(served),
    graceMs: Number(marks['graceMs'] ?? 2500),
    killedAt,
    healedAt,
    held,
    fresh,
  };
}

function lastOf(exchanges: readonly Exchange[], lane: string): { readonly served: boolean } | undefined {
  const last = exchanges.findLast((exchange) => exchange.lane === lane);
  return last === undefined ? undefined : { served: served(last) };
}

/** Milliseconds from `since` to the first request after which none failed; `undefined` where the last one did. */
function quietFrom(exchanges: readonly Exchange[], since: number): number | undefined {
  const place = exchanges.findLastIndex((exchange) => !served(exchange));
  const first = exchanges[place + 1];
  return first === undefined ? undefined : Math.max(0, Math.round(place < 0 ? 0 : first.sent.at - since));
}

function refusalsOf(exchanges: readonly Exchange[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const exchange of exchanges) {
    if (served(exchange)) continue;
    const kind = exchange.status === undefined ? exchange.outcome : `HTTP ${exchange.status}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** The figures alone, for `measures`. */
export function outageFigures(recording: Pick<Recording, 'exchanges' | 'measures'>): Outage | undefined {
  const parts = outageOf(recording);
  if (parts === undefined) return undefined;
  const { graceMs: _g, killedAt: _k, healedAt: _h, held: _held, fresh: _fresh, ...figures } = parts;
  return figures;
}

export const late = (exchanges: readonly Exchange[], since: number, graceMs: number): readonly Exchange[] =>
  exchanges.filter(({ sent }) => sent.at >= since + graceMs);

export const NO_OUTAGE = 'no replica was taken away: --kill and --heal, or --start-replica, do that';
