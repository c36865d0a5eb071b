// Walks a paginated list to its end, once, and reads every item with its place: rules on lists judge all pages.

import { wordsIn } from './messages.ts';
import type { Artifact, Session, Where } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { at, errorOf, isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, JsonObject, Recording } from '../kernel/recording.ts';

/** Pages asked for at most; a list that is longer is judged as far as it was read and is not `complete`. */
export const PAGE_LIMIT = 200;

/** Entries of a list that is asked for again and again without a second thought; a longer one costs memory each time. */
export const SHORT_LIST = 1_000;

/** One entry of a list, as the target sent it: any JSON value, because a faulty server may send any. */
export interface Listed {
  readonly value: unknown;
  readonly where: Where;
  readonly exchange: Exchange;
  readonly page: number;
  readonly index: number;
}

/**
 * Why a walk ended: `end` no further cursor; `repeat` a cursor came a second time; `limit` too many pages; `error` a
 * page was refused; `silent` a page was not answered by a result or error; `cursor-type` the cursor is no string.
 */
export type WalkEnd = 'end' | 'repeat' | 'limit' | 'error' | 'silent' | 'cursor-type';

export interface Listing {
  /** Every item of the best walk, in order. */
  readonly items: readonly Listed[];
  /** The exchanges of that walk, one a page. */
  readonly pages: readonly Exchange[];
  readonly end: WalkEnd;
  /** The walk reached the end of the list. */
  readonly complete: boolean;
  /** All walks that were made: a second one only where the first broke off after its first page. */
  readonly walks: readonly Walk[];
  /**
   * The items above, and those of every other answer to the same method (another session, a later time, under load)
   * that differ from all before: a fault may show there alone.
   */
  everywhere(): readonly Listed[];
}

export interface Walk {
  readonly pages: readonly Exchange[];
  readonly end: WalkEnd;
}

export interface ListKind {
  readonly method: 'tools/list' | 'resources/list' | 'resources/templates/list' | 'prompts/list';
  /** Member of the result that holds the items. */
  readonly member: 'tools' | 'resources' | 'resourceTemplates' | 'prompts';
  readonly capability: 'tools' | 'resources' | 'prompts';
}

export const LISTS = {
  tools: { method: 'tools/list', member: 'tools', capability: 'tools' },
  resources: { method: 'resources/list', member: 'resources', capability: 'resources' },
  resourceTemplates: {
    method: 'resources/templates/list',
    member: 'resourceTemplates',
    capability: 'resources',
  },
  prompts: { method: 'prompts/list', member: 'prompts', capability: 'prompts' },
} as const satisfies Record<string, ListKind>;

/** The cursor of an answer: `undefined` where there is none; anything but a string is the target's fault. */
export const nextCursor = (exchange: Exchange): unknown => member(resultOf(exchange), 'nextCursor');

/** How a walk stands after its newest page; `undefined` while it may go on. */
function ended(page: Exchange, used: ReadonlySet<string>, count: number): WalkEnd | undefined {
  if (resultOf(page) === undefined) return errorOf(page) === undefined ? 'silent' : 'error';
  const cursor = nextCursor(page);
  // `null` is no string, yet every client takes it for the end; the shape rules name it.
  if (cursor === undefined || cursor === null) return 'end';
  if (typeof cursor !== 'string') return 'cursor-type';
  if (used.has(cursor)) return 'repeat';
  return count >= PAGE_LIMIT ? 'limit' : undefined;
}

/** Asks for page after page. Every page carries `tag`, so that one walk can be told from another. */
export async function walkList(
  session: Session,
  method: string,
  tag: string,
  limit = PAGE_LIMIT,
): Promise<readonly Exchange[]> {
  const pages: Exchange[] = [];
  const used = new Set<string>();
  let params: JsonObject | undefined;
  while (pages.length < limit) {
    const page = await session.request(method, params, { tag });
    pages.push(page);
    if (ended(page, used, pages.length) !== undefined) break;
    const cursor = nextCursor(page) as string;
    used.add(cursor);
    params = { cursor };
  }
  return pages;
}

/** Reads what became of a walk from its pages alone. */
export function readWalk(pages: readonly Exchange[]): Walk {
  const used = new Set<string>();
  let count = 0;
  for (const page of pages) {
    count += 1;
    const end = ended(page, used, count);
    if (end !== undefined) return { pages, end };
    used.add(nextCursor(page) as string);
  }
  return { pages, end: pages.length === 0 ? 'silent' : 'limit' };
}

/** Every entry of these pages under this member, with its place. */
export function itemsOf(pages: readonly Exchange[], name: string): Listed[] {
  const items: Listed[] = [];
  pages.forEach((exchange, page) => {
    const list = member(resultOf(exchange), name);
    if (!Array.isArray(list)) return;
    list.forEach((value: unknown, index) => {
      items.push({ value, where: at(exchange, 'result', name, index), exchange, page, index });
    });
  });
  return items;
}

function read(recording: Recording, kind: ListKind, by: string): Listing {
  const pages = recording.exchanges.filter((exchange) => exchange.by === by && exchange.method === kind.method);
  const tags = [...new Set(pages.map((page) => page.tag))];
  const walks = tags.map((tag) => readWalk(pages.filter((page) => page.tag === tag)));
  const best = walks.find((walk) => walk.end === 'end') ?? walks[0] ?? { pages: [], end: 'silent' as const };
  const items = itemsOf(best.pages, kind.member);
  let all: readonly Listed[] | undefined;
  return {
    items,
    pages: best.pages,
    end: best.end,
    complete: best.end === 'end',
    walks,
    everywhere: () => (all ??= [...items, ...otherItems(recording, kind, best.pages, items)]),
  };
}

function otherItems(
  recording: Recording,
  kind: ListKind,
  walked: readonly Exchange[],
  items: readonly Listed[],
): readonly Listed[] {
  const said = new Set<string>();
  const others = recording.exchanges.filter(
    (exchange) =>
      exchange.method === kind.method &&
      exchange.sent.deliberate === undefined &&
      !walked.includes(exchange) &&
      !saidBefore(exchange, said),
  );
  const known = new Set(items.map((item) => JSON.stringify(item.value)));
  return itemsOf(others, kind.member).filter((item) => {
    const text = JSON.stringify(item.value);
    return !known.has(text) && known.add(text) !== undefined;
  });
}

/** A list is asked for many times: an answer in the words of another has no items of its own. */
function saidBefore({ response }: Exchange, said: Set<string>): boolean {
  if (response === undefined || response.cut !== undefined || Array.isArray(response.json)) return false;
  const before = said.size;
  return said.add(wordsIn(response)).size === before;
}

/** The artifact of one list. A walk that breaks off behind the first page starts again once: lists may change. */
export function listArtifact(id: string, kind: ListKind): Artifact<Listing> {
  return artifact<Listing>({
    id,
    declared: (capabilities) => isObject(member(capabilities, kind.capability)),
    touch: 'passive',
    gather: async (session) => {
      const first = readWalk(await walkList(session, kind.method, 'walk-1'));
      if (first.pages.length > 1 && (first.end === 'error' || first.end === 'repeat'))
        await walkList(session, kind.method, 'walk-2');
    },
    read: (recording) => read(recording, kind, `artifact:${id}`),
  });
}

/** The string member of an item, `undefined` where it is missing or of another type. */
export function text(item: { readonly value: unknown } | undefined, name: string): string | undefined {
  const value = member(item?.value, name);
  return typeof value === 'string' ? value : undefined;
}
