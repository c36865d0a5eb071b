// One verdict for all lists whose entries are told apart by a name or URI: nothing is listed twice.

import type { Finding, Judged } from '../../kernel/check.ts';
import { brief } from '../../kernel/look.ts';
import type { Listed, Listing } from '../../artifacts/listing.ts';
import { text } from '../../artifacts/listing.ts';

/** Judges the pages of one walk; entries on different pages count too. A walk that runs in circles is another rule's. */
export function judgeUnique(list: Listing, name: string): Judged {
  if (list.end === 'repeat' || list.end === 'limit')
    return { seen: 0, findings: [], note: 'the pages of the list do not end, so a repeated entry says nothing' };
  const first = new Map<string, Listed>();
  const findings = new Map<string, Finding>();
  let seen = 0;
  for (const item of list.items) {
    const value = text(item, name);
    if (value === undefined) continue;
    seen += 1;
    const before = first.get(value);
    if (before === undefined) first.set(value, item);
    else if (!findings.has(value))
      findings.set(value, {
        at: [before.where, item.where],
        got: `${name} ${brief(value)} is listed again${item.page === before.page ? '' : ` on page ${item.page + 1}`}`,
        want: `each ${name} once`,
        key: brief(value, 80),
      });
  }
  return { seen, findings: [...findings.values()], note: 'nothing is listed' };
}
