// A cursor that works once: a client that was interrupted, or asks again, loses its place.

import { allLists, declaredKinds } from '../../artifacts/all-lists.ts';
import type { KindOfList } from '../../artifacts/all-lists.ts';
import type { ListKind } from '../../artifacts/listing.ts';
import { nextCursor } from '../../artifacts/listing.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Look, Session } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { namesOn, sameNames } from './pages.ts';

async function useTwice(session: Session, kind: ListKind): Promise<void> {
  const tag = (step: string): { readonly tag: string } => ({ tag: `${kind.method} ${step}` });
  const first = await session.request(kind.method, undefined, tag('first'));
  const cursor = nextCursor(first);
  if (typeof cursor !== 'string') return;
  await session.request(kind.method, { cursor }, tag('once'));
  await Promise.all(
    declaredKinds(session.capabilities).map((other) => session.request(other.method, undefined, tag('between'))),
  );
  await session.request(kind.method, { cursor }, tag('twice'));
  await session.request(kind.method, undefined, tag('first again'));
}

const cursorOf = (exchange: Exchange | undefined): unknown => member(member(exchange?.sent.json, 'params'), 'cursor');

/** The first use of the same cursor in the whole run: another connection may have used it before. */
function firstUse(once: Exchange, look: Look): Exchange | undefined {
  const cursor = cursorOf(once);
  return look.recording.exchanges.find(
    (one) => one.method === once.method && one.sent.deliberate === undefined && cursorOf(one) === cursor,
  );
}

function judgeOne({ kind, list }: KindOfList, look: Look): { readonly finding?: Finding } | undefined {
  const [first, once, twice, again] = ['first', 'once', 'twice', 'first again'].map(
    (step) => look.tagged(`${kind.method} ${step}`)[0],
  );
  if (once === undefined || twice === undefined) return undefined;
  const [start, now, end] = [list.pages[0], first, again].map((page) => namesOn(page, kind));
  const used = firstUse(once, look);
  const page = namesOn(used, kind);
  if (start === undefined || now === undefined || end === undefined || page === undefined) return undefined;
  // The list changed meanwhile.
  if (!sameNames(start, end) || !sameNames(now, end)) return undefined;
  const later = [once, twice].filter(
    (use) => use !== used && !refusedOutside(use) && (resultOf(use) ?? errorOf(use)) !== undefined,
  );
  if (later.length === 0) return undefined;
  const other = later.find((use) => {
    const names = namesOn(use, kind);
    return names === undefined || !sameNames(names, page);
  });
  if (other === undefined) return {};
  const got = namesOn(other, kind) === undefined ? ending(other) : 'another page';
  return {
    finding: {
      at: [at(used), at(other)],
      got: `${kind.method}: the same cursor a second time gives ${got}`,
      want: 'the same page',
      key: kind.method,
    },
  };
}

export default check({
  title: 'A cursor gives the same page when it is used again',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['pagination.stable-cursors'],
  why: 'Clients ask again after a timeout, and several parts of a client walk the same list at once.',
  fix: 'Put the position into the cursor, or keep it for as long as the list lives; do not forget a cursor once it was used.',
  touch: 'probing',
  needs: { allLists },
  probe: async (session, views) => {
    const long = views.allLists.filter(({ list }) => list.pages.length > 1);
    await Promise.all(long.map(({ kind }) => useTwice(session, kind)));
  },
  judge: (views, look) =>
    judgeEach(
      views.allLists.flatMap((one) => judgeOne(one, look) ?? []),
      ({ finding }) => finding,
      'no list has a second page',
    ),
});
