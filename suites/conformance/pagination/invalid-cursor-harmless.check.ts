// Cursors come back from clients, broken at times: none may bring the server down.

import { allLists } from '../../artifacts/all-lists.ts';
import type { KindOfList } from '../../artifacts/all-lists.ts';
import { nextCursor } from '../../artifacts/listing.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Session } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';

const CURSORS: Readonly<Record<string, unknown>> = {
  'any text': 'assay-invalid-cursor',
  'an empty text': '',
  'a number': 42,
  null: null,
  '64 KiB': 'a'.repeat(65_536),
  'Base64 of odd JSON': 'eyJvZmZzZXQiOiItMSIsIl9fcHJvdG9fXyI6bnVsbH0=',
  'letters outside ASCII': 'ünbekannt-工具',
};

const silent = (exchange: Exchange): boolean => exchange.outcome === 'timeout' || exchange.outcome === 'closed';

async function send(session: Session, method: string, tag: string, cursor: unknown): Promise<void> {
  if (!session.alive) return;
  const exchange = await session.request(
    method,
    { cursor },
    { tag, deliberate: `the cursor is ${tag}`, timeout: 5_000 },
  );
  if (silent(exchange) && session.alive)
    await session.request(method, undefined, { tag: `fence ${tag}`, timeout: 5_000 });
}

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
      const cursors = other === undefined ? CURSORS : { ...CURSORS, 'one of another list': other };
      for (const [tag, cursor] of Object.entries(cursors))
        await send(session, one.kind.method, `${one.kind.method}: ${tag}`, cursor);
    }
  },
  judge: (_, look) => {
    const modern = look.recording.revision >= '2026-07-28';
    const asked = look.probe.filter(
      (exchange) => exchange.tag?.startsWith('fence') !== true && !refusedOutside(exchange),
    );
    return judgeEach(
      asked.filter((exchange) => silent(exchange) || (resultOf(exchange) ?? errorOf(exchange)) !== undefined),
      (exchange): Finding | undefined => {
        const tag = exchange.tag ?? '';
        const [fence] = look.tagged(`fence ${tag}`);
        const dead =
          silent(exchange) &&
          (exchange.outcome === 'closed' ? fence === undefined || silent(fence) : fence !== undefined && silent(fence));
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
