// A list that is public on one page and private on the next.

import { allLists } from '../../artifacts/all-lists.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'All pages of a list have the same cacheScope',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['caching.scope-same-on-all-pages'],
  why: 'A cache would keep some pages for everybody and not others, and put together lists that nobody was given.',
  fix: 'Decide on the scope of a list, not of a page.',
  touch: 'passive',
  needs: { allLists },
  judge: (views) =>
    judgeEach(
      views.allLists.filter(
        ({ list }) => list.pages.filter((page) => resultOf(page)?.['cacheScope'] !== undefined).length > 1,
      ),
      ({ kind, list }) => {
        const [first, ...rest] = list.pages.filter((page) => resultOf(page)?.['cacheScope'] !== undefined);
        const scope = resultOf(first)?.['cacheScope'];
        const other = rest.find((page) => resultOf(page)?.['cacheScope'] !== scope);
        if (other === undefined) return undefined;
        return {
          at: [at(first, 'result', 'cacheScope'), at(other, 'result', 'cacheScope')],
          got: `${kind.method}: ${brief(scope)} on the first page, ${brief(resultOf(other)?.['cacheScope'])} on page ${list.pages.indexOf(other) + 1}`,
          want: 'one scope for all pages',
          key: kind.method,
        };
      },
      'no list has a second page with a cacheScope',
    ),
});
