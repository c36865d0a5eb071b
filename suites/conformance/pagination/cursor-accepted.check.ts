// A cursor that its own server does not take back.

import { allLists } from '../../artifacts/all-lists.ts';
import type { KindOfList } from '../../artifacts/all-lists.ts';
import type { Walk } from '../../artifacts/listing.ts';
import { nextCursor } from '../../artifacts/listing.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, refusedOutside } from '../../kernel/look.ts';
import { namesOn, sameNames } from './pages.ts';

/** The page behind a cursor is refused, or is the first page again. */
function broken(walk: Walk, one: KindOfList): Finding | undefined {
  const { kind } = one;
  const first = namesOn(walk.pages[0], kind) ?? [];
  for (const [index, page] of walk.pages.entries()) {
    if (index === 0 || refusedOutside(page)) continue;
    const cursor = brief(nextCursor(walk.pages[index - 1]!) ?? '', 40);
    if (errorOf(page) !== undefined)
      return {
        at: [at(walk.pages[index - 1], 'result', 'nextCursor'), at(page, 'error')],
        got: `${kind.method} with the cursor "${cursor}" of the page before: ${ending(page)}`,
        want: 'the next page',
        key: kind.method,
      };
    const names = namesOn(page, kind) ?? [];
    if (first.length > 0 && sameNames(names, first))
      return {
        at: [at(walk.pages[index - 1], 'result', 'nextCursor'), at(page, 'result', kind.member)],
        got: `${kind.method} with the cursor "${cursor}" gives the first page again`,
        want: 'the next page',
        key: kind.method,
      };
  }
  return undefined;
}

export default check({
  title: 'A list method takes the cursors that it handed out',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['pagination.cursor-param-accepted', 'pagination.cursor-accepted', 'pagination.optional'],
  why: 'Everything behind the first page cannot be reached.',
  fix: 'Read params.cursor, the empty string too, and continue where it says.',
  touch: 'passive',
  needs: { allLists },
  judge: (views) =>
    judgeEach(
      views.allLists.filter(({ list }) => list.walks.some((walk) => walk.pages.length > 1)),
      (one) => {
        // A cursor may become invalid as data change: only what breaks off twice is a finding.
        const findings = one.list.walks.filter((walk) => walk.pages.length > 1).map((walk) => broken(walk, one));
        return findings.every((finding) => finding !== undefined) ? findings[0] : undefined;
      },
      'no list has a second page',
    ),
});
