// The lists once more after everything else was asked, on the same connection and on a fresh one: what a list may not
// depend on. From 2026-07-28 lists must not vary per connection nor as a side effect of other requests
// (server/tools#capabilities); before, a change must be announced where that was declared.

import { artifact } from '../kernel/check.ts';
import type { Artifact, Session, Where } from '../kernel/check.ts';
import { brief, isObject, member } from '../kernel/look.ts';
import type { Exchange } from '../kernel/recording.ts';
import { knownCalls } from './known-calls.ts';
import type { Listed, Listing, ListKind } from './listing.ts';
import { itemsOf, LISTS, readWalk, SHORT_LIST, walkList } from './listing.ts';
import { prompts } from './prompts.ts';
import { resourceTemplates } from './resource-templates.ts';
import { resources } from './resources.ts';
import { tools } from './tools.ts';

export interface Difference {
  readonly text: string;
  readonly where: Where;
}

/** One complete walk. */
export interface Snapshot {
  readonly lane: string;
  readonly round: number;
  readonly items: readonly Listed[];
  readonly pages: readonly Exchange[];
}

export interface ListAgain {
  readonly kind: ListKind;
  /** The lane of the first walk and of those made again on it. */
  readonly lane: string | undefined;
  /** The first complete walk, then those made again on the same lane, then those of the fresh connection. */
  readonly first: Snapshot | undefined;
  readonly same: readonly Snapshot[];
  readonly fresh: readonly Snapshot[];
  /** How the newest walk on the first lane differs from the first. */
  readonly differences: readonly Difference[];
}

const FIRST: readonly (readonly [ListKind, Artifact<Listing>])[] = [
  [LISTS.tools, tools],
  [LISTS.resources, resources],
  [LISTS.resourceTemplates, resourceTemplates],
  [LISTS.prompts, prompts],
];

const by = 'artifact:lists-again';
/** A difference counts only where it lasts this many alternating rounds: lists may change over time. */
export const ROUNDS = 3;

/** Items by what makes them the same for a client: name or URI, and the parameters of a tool. Descriptions and sizes may tell the time of day. */
export const asSet = (items: readonly Listed[]): ReadonlySet<string> => new Set(items.map((item) => keyOf(item.value)));

const keyOf = (value: unknown): string => {
  const identity = member(value, 'uri') ?? member(value, 'uriTemplate') ?? member(value, 'name') ?? value;
  return JSON.stringify([identity, member(value, 'inputSchema') ?? null], sorted);
};

function sorted(_: string, value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [two]) => (one < two ? -1 : 1)));
}

/** What one walk has and another lacks, in words. */
export function differencesOf(one: Snapshot, two: Snapshot): readonly Difference[] {
  const [left, right] = [asSet(one.items), asSet(two.items)];
  const gone = one.items.filter((item) => !right.has(keyOf(item.value)));
  const come = two.items.filter((item) => !left.has(keyOf(item.value)));
  return [
    ...come.map((item) => ({ text: `${nameOf(item)} came or changed`, where: item.where })),
    ...gone.map((item) => ({ text: `${nameOf(item)} is gone or changed`, where: item.where })),
  ];
}

export const nameOf = (item: Listed): string =>
  brief(member(item.value, 'name') ?? member(item.value, 'uri') ?? item.value, 60);

async function walkAll(session: Session, round: number): Promise<readonly (readonly Exchange[])[]> {
  const declared = FIRST.filter(([kind]) => isObject(member(session.capabilities, kind.capability)));
  return Promise.all(declared.map(([kind]) => walkList(session, kind.method, `round-${round}`)));
}

const sameSets = (one: readonly (readonly Exchange[])[], two: readonly (readonly Exchange[])[]): boolean =>
  JSON.stringify(one.map(setText)) === JSON.stringify(two.map(setText));

const setText = (pages: readonly Exchange[]): string =>
  JSON.stringify(
    Object.values(LISTS)
      .flatMap((kind) => itemsOf(pages, kind.member).map((item) => keyOf(item.value)))
      .toSorted(),
  );

const isLong = (walks: readonly (readonly Exchange[])[]): boolean =>
  walks.some((pages) => Object.values(LISTS).some((kind) => itemsOf(pages, kind.member).length > SHORT_LIST));

async function compareConnections(session: Session, first: readonly (readonly Exchange[])[]): Promise<void> {
  const other = await session.fork({ reuse: true, purpose: 'a second connection' });
  const [here, alike] = await compare(session, other, 1);
  // Both may have seen other requests by now: only a connection without any tells whose doing a change is.
  if (alike && !sameSets(here, first))
    await compare(session, await session.fork({ purpose: 'nothing but lists' }), FRESH);
}

/** Rounds of a connection on which nothing else was asked begin here. */
const FRESH = 10;

async function compare(
  session: Session,
  other: Session,
  from: number,
): Promise<readonly [here: readonly (readonly Exchange[])[], alike: boolean]> {
  for (let round = 1; ; round += 1) {
    const [here, there] = await Promise.all([walkAll(session, from + round - 1), walkAll(other, from + round - 1)]);
    const alike = sameSets(here, there);
    // Two rounds, for the order; more only to see whether a difference lasts.
    if (round === ROUNDS || ((round >= 2 || isLong(here)) && alike)) return [here, alike];
  }
}

export const listsAgain = artifact<readonly ListAgain[]>({
  id: 'lists-again',
  after: [knownCalls, tools, resources, resourceTemplates, prompts],
  gather: async (session, views) => {
    const declared = FIRST.filter(([kind]) => isObject(member(session.capabilities, kind.capability)));
    const first = declared.map(([, list]) => views(list).pages);
    if (session.era === 'per-request') await compareConnections(session, first);
    else await walkAll(session, 1);
  },
  read: (recording, views) =>
    FIRST.map(([kind, list]): ListAgain => {
      const walked = views(list);
      const pages = recording.exchanges.filter((exchange) => exchange.by === by && exchange.method === kind.method);
      const first = walked.complete ? snapshot(walked.pages, kind, 0) : undefined;
      const made = snapshots(pages, kind);
      const lane = walked.pages[0]?.lane;
      const same = made.filter((one) => one.lane === lane);
      const last = same.at(-1);
      return {
        kind,
        lane,
        first,
        same,
        fresh: made.filter((one) => one.lane !== lane),
        differences: first === undefined || last === undefined ? [] : differencesOf(first, last),
      };
    }),
});

export const snapshot = (pages: readonly Exchange[], kind: ListKind, round: number): Snapshot => ({
  lane: pages[0]?.lane ?? '',
  round,
  items: itemsOf(pages, kind.member),
  pages,
});

/** Complete walks, one for each lane and round. */
function snapshots(pages: readonly Exchange[], kind: ListKind): readonly Snapshot[] {
  const groups = new Map<string, Exchange[]>();
  for (const page of pages) {
    const key = `${page.lane}|${page.tag ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  return [...groups.values()]
    .filter((group) => readWalk(group).end === 'end')
    .map((group) => snapshot(group, kind, Number(group[0]?.tag?.slice('round-'.length) ?? 0)));
}
