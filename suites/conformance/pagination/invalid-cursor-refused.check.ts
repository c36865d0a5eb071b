// A cursor that means nothing: a client must not take the first page for the next one.

import { allLists } from '../../artifacts/all-lists.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';

const CURSOR = 'assay-invalid-cursor';

export default check({
  title: 'An invalid cursor is refused with the code -32602',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['pagination.invalid-cursor-32602', 'pagination.invalid-cursor-code'],
  why: 'A client whose cursor has expired gets the first page for the next one, shows entries twice, or walks for ever.',
  fix: 'Answer -32602 for a cursor that you did not hand out; without pages of your own, for any cursor.',
  touch: 'probing',
  needs: { allLists },
  probe: async (session, views) => {
    await Promise.all(
      views.allLists
        // Lists that are not served at all are another rule's.
        .filter(({ list }) => list.pages.some((page) => resultOf(page) !== undefined))
        .map(({ kind }) => session.request(kind.method, { cursor: CURSOR }, { tag: kind.method })),
    );
  },
  judge: (_, look) =>
    judgeEach(
      look.probe.filter(
        (exchange) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (exchange): Finding | undefined => {
        if (errorOf(exchange)?.code === -32602) return undefined;
        const ignored = resultOf(exchange) !== undefined;
        return {
          at: [at(exchange)],
          got: `${exchange.method} with the cursor "${CURSOR}": ${ignored ? 'a page' : ending(exchange)}`,
          want: 'an error with code -32602',
          key: `${exchange.method} ${ignored ? 'ignored' : 'code'}`,
        };
      },
      'no list was answered',
    ),
});
