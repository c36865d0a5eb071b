// Pages compared by what makes their entries the same for a client.

import { itemsOf } from '../../artifacts/listing.ts';
import type { ListKind } from '../../artifacts/listing.ts';
import { member, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';

/** Names or URIs of a page, in order; `undefined` where it is no page. */
export function namesOn(page: Exchange | undefined, kind: ListKind): readonly string[] | undefined {
  if (page === undefined || !Array.isArray(member(resultOf(page), kind.member))) return undefined;
  return namesOf([page], kind);
}

export const namesOf = (pages: readonly Exchange[], kind: ListKind): readonly string[] =>
  itemsOf(pages, kind.member).map((item) =>
    String(
      member(item.value, 'uri') ??
        member(item.value, 'uriTemplate') ??
        member(item.value, 'name') ??
        JSON.stringify(item.value),
    ),
  );

/** The same names, in whatever order. */
export const sameNames = (one: readonly string[], two: readonly string[]): boolean =>
  one.length === two.length && one.toSorted().join('\n') === two.toSorted().join('\n');
