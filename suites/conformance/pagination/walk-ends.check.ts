// A list that never ends, or that loses entries on the way.

import { allLists } from '../../artifacts/all-lists.ts';
import type { KindOfList } from '../../artifacts/all-lists.ts';
import { nextCursor, readWalk, SHORT_LIST, walkList } from '../../artifacts/listing.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Look } from '../../kernel/check.ts';
import { at, brief, judgeEach } from '../../kernel/look.ts';
import { namesOf, namesOn, sameNames } from './pages.ts';

const paged = (one: KindOfList): boolean => one.list.pages.some((page) => nextCursor(page) !== undefined);

/** A cursor that came before, or page after page of the same entries until we gave up. */
function circle({ kind, list }: KindOfList): Finding | undefined {
  // A walk is made again where it breaks off: both must run in circles, so that a change of the list is no finding.
  if (list.walks.length > 1 && list.walks.some((walk) => walk.end === 'end')) return undefined;
  const [walk] = list.walks;
  if (walk === undefined || walk.pages.length < 2) return undefined;
  const last = walk.pages.at(-1);
  if (walk.end === 'repeat')
    return {
      at: [at(last, 'result', 'nextCursor')],
      got: `${kind.method}: the cursor of page ${walk.pages.length} came before`,
      want: 'a cursor that leads on, or none',
      key: kind.method,
    };
  if (walk.end !== 'limit') return undefined;
  const first = namesOn(walk.pages[0], kind) ?? [];
  const same = first.length > 0 && walk.pages.every((page) => sameNames(namesOn(page, kind) ?? [], first));
  if (!same) return undefined;
  return {
    at: [at(last, 'result', 'nextCursor')],
    got: `${kind.method}: ${walk.pages.length} pages with the same entries`,
    want: 'a cursor that leads on, or none',
    key: kind.method,
  };
}

/** What one walk lacks and those before and after it have was lost, not removed. */
function lost(one: KindOfList, look: Look): Finding | undefined {
  const { kind } = one;
  const again = [1, 2, 3].map((round) => readWalk(look.tagged(`${kind.method} ${round}`)));
  const walks = [{ pages: one.list.pages, end: one.list.end }, ...again].filter((walk) => walk.end === 'end');
  const names = walks.map((walk) => namesOf(walk.pages, kind));
  for (let index = 1; index < walks.length - 1; index += 1) {
    const missing = names[index - 1]?.find((name) => names[index + 1]?.includes(name) && !names[index]?.includes(name));
    if (missing === undefined) continue;
    return {
      at: [at(walks[index]?.pages.at(-1))],
      got: `${kind.method}: ${brief(missing, 60)} is there in one walk, gone in the next and back in the one after`,
      want: 'every entry in every walk',
      key: `${kind.method} lost`,
    };
  }
  return undefined;
}

export default check({
  title: 'Following the cursors of a list ends, and yields every entry',
  level: 'must',
  // The declarative text of 2026-07-28 is weaker still.
  levels: { '2026-07-28': 'should' },
  revisions: { since: '2024-11-05' },
  requirements: ['pagination.cursor-walk', 'pagination.cursor-progress', 'pagination.optional'],
  why: 'A client that follows the cursors of the protocol never comes to an end, or never sees some entries.',
  fix: 'Let each cursor continue behind the entries already returned, and leave nextCursor out on the last page.',
  touch: 'probing',
  needs: { allLists },
  probe: async (session, views) => {
    const long = views.allLists.filter(
      (one) => paged(one) && one.list.complete && one.list.pages.length <= 20 && one.list.items.length <= SHORT_LIST,
    );
    await Promise.all(
      long.map(async ({ kind }) => {
        for (const round of [1, 2, 3]) await walkList(session, kind.method, `${kind.method} ${round}`);
      }),
    );
  },
  judge: (views, look) =>
    judgeEach(
      views.allLists.filter(
        ({ list }) =>
          list.pages.length > 0 && list.end !== 'silent' && !(list.end === 'error' && list.pages.length === 1),
      ),
      (one) => circle(one) ?? lost(one, look),
      'no list was answered',
    ),
});
