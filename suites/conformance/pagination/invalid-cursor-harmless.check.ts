// Cursors come back from clients, broken at times: none may bring the server down.

import { allLists } from '../../artifacts/all-lists.ts';
import type { KindOfList } from '../../artifacts/all-lists.ts';
import { nextCursor, SHORT_LIST } from '../../artifacts/listing.ts';
import { died, isFence, sendOdd, silent } from '../../artifacts/survival.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';

const CURSORS: Readonly<Record<string, unknown>> = {
  'any text': 'assay-invalid-cursor',
  'an empty text': '',
  'a number': 42,
  null: null,
  '64 KiB': 'a'.repeat(65_536),
  'Base64 of odd JSON': 'eyJvZmZzZXQiOiItMSIsIl9fcHJvdG9fXyI6bnVsbH0=',
  'letters outside ASCII': 'ünbekannt-工具',
};

/** A cursor of another list of the same server. */
const foreign = (all: readonly KindOfList[], own: KindOfList): string | undefined =>
  all
    .filter((one) => one !== own)
    .flatMap(({ list }) => list.pages.map(nextCursor))
    .find((cursor): cursor is string => typeof cursor === 'string');

export default check({
  title: 'An invalid cursor does no harm',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['pagination.invalid-cursor-graceful'],
  why: 'One stale or damaged cursor from one client takes the server away from all of them.',
  fix: 'Catch what decoding a cursor throws, and answer -32602.',
  touch: 'probing',
  isolation: 'rough',
  needs: { allLists },
  probe: async (session, views) => {
    for (const one of views.allLists) {
      if (!one.list.pages.some((page) => resultOf(page) !== undefined)) continue;
      const other = foreign(views.allLists, one);
      const all = other === undefined ? CURSORS : { ...CURSORS, 'one of another list': other };
      // Most servers answer with the first page whatever the cursor is: of a long list two will do.
      const cursors = Object.entries(all).slice(0, one.list.items.length > SHORT_LIST ? 2 : undefined);
      const { method } = one.kind;
      for (const [name, cursor] of cursors)
        await sendOdd(session, {
          method,
          params: { cursor },
          tag: `${method}: ${name}`,
          deliberate: `the cursor is ${name}`,
          fence: method,
        });
    }
  },
  judge: (_, look) => {
    const modern = look.recording.revision >= '2026-07-28';
    return judgeEach(
      look.probe
        .filter((exchange) => !isFence(exchange) && !refusedOutside(exchange))
        .filter((exchange) => silent(exchange) || (resultOf(exchange) ?? errorOf(exchange)) !== undefined),
      (exchange): Finding | undefined => {
        const tag = exchange.tag ?? '';
        const dead = died(exchange, look);
        const hung = modern && exchange.outcome === 'timeout';
        const internal = modern && errorOf(exchange)?.code === -32603;
        if (!dead && !hung && !internal) return undefined;
        return {
          at: [at(exchange)],
          got: `${tag}: ${ending(exchange)}${dead ? ', and nothing after it' : ''}`,
          want: 'an error with code -32602, or a page',
          ...(dead ? { severity: 'high' as const } : {}),
          key: tag,
        };
      },
      'no list was answered',
    );
  },
});
