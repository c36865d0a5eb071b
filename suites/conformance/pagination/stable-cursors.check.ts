// A cursor that works once: a client that was interrupted, or asks again, loses its place.

import { allLists, declaredKinds } from '../../artifacts/all-lists.ts';
import type { ListKind } from '../../artifacts/listing.ts';
import { nextCursor } from '../../artifacts/listing.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Look, Session } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
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

function judgeOne(kind: ListKind, look: Look): { readonly finding?: Finding } | undefined {
  const [first, once, twice, again] = ['first', 'once', 'twice', 'first again'].map(
    (step) => look.tagged(`${kind.method} ${step}`)[0],
  );
  const names = [first, once, again].map((page) => namesOn(page, kind));
  if (twice === undefined || refusedOutside(twice) || (resultOf(twice) ?? errorOf(twice)) === undefined)
    return undefined;
  if (names.some((page) => page === undefined)) return undefined;
  // The list changed meanwhile.
  if (!sameNames(names[0] ?? [], names[2] ?? [])) return undefined;
  const second = namesOn(twice, kind);
  if (second !== undefined && sameNames(second, names[1] ?? [])) return {};
  const got = second === undefined ? ending(twice) : 'another page';
  return {
    finding: {
      at: [at(once), at(twice)],
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
      views.allLists.flatMap(({ kind }) => judgeOne(kind, look) ?? []),
      ({ finding }) => finding,
      'no list has a second page',
    ),
});
