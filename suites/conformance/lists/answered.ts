// A declared list is served: the first page is a result that holds the list.

import type { Listing, ListKind } from '../../artifacts/listing.ts';
import type { Finding, Judged } from '../../kernel/check.ts';
import { at, ending, errorOf, member, refusedOutside, resultOf } from '../../kernel/look.ts';

/** Judges every page that was walked: an error or a result without the list is no answer to the request. */
export function judgeAnswered(list: Listing, kind: ListKind): Judged {
  const findings: Finding[] = [];
  let seen = 0;
  list.pages.forEach((page, index) => {
    if (refusedOutside(page) || (resultOf(page) === undefined && errorOf(page) === undefined)) return;
    // A later page is refused for reasons of its cursor, which is another rule's concern.
    if (index > 0 && resultOf(page) === undefined) return;
    seen += 1;
    if (Array.isArray(member(resultOf(page), kind.member))) return;
    findings.push({
      at: [at(page)],
      got: resultOf(page) === undefined ? ending(page) : `a result without an array in ${kind.member}`,
      want: `a result with the array ${kind.member}, empty where there is none`,
      key: index === 0 ? kind.method : `${kind.method} later page`,
    });
  });
  return { seen, findings, note: `${kind.method} was not answered` };
}
