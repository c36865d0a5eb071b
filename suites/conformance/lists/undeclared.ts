// Lists asked for although the target does not declare their capability: what it offers, it must declare.

import { LISTS, itemsOf } from '../../artifacts/listing.ts';
import type { ListKind } from '../../artifacts/listing.ts';
import type { Finding, Judged, Look, Session } from '../../kernel/check.ts';
import { at, brief, errorOf, isObject, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';

type Capability = ListKind['capability'];

const kindsOf = (capability: Capability): readonly ListKind[] =>
  Object.values(LISTS).filter((kind) => kind.capability === capability);

export const declares = (capabilities: JsonObject, capability: string): boolean =>
  isObject(member(capabilities, capability));

/** Asks for the lists of a capability that is not declared. */
export async function askUndeclared(session: Session, capability: Capability): Promise<void> {
  if (declares(session.capabilities, capability)) return;
  await Promise.all(kindsOf(capability).map((kind) => session.request(kind.method, undefined, { tag: kind.method })));
}

/** Something listed without a declaration is the finding; an empty list or a refusal is none. */
export function judgeUndeclared(look: Look, capability: Capability): Judged {
  if (declares(look.recording.capabilities, capability)) return { seen: 1, findings: [] };
  const findings: Finding[] = [];
  let seen = 0;
  for (const kind of kindsOf(capability))
    for (const exchange of look.tagged(kind.method)) {
      if (refusedOutside(exchange) || (resultOf(exchange) === undefined && errorOf(exchange) === undefined)) continue;
      seen += 1;
      const items = itemsOf([exchange], kind.member);
      if (items.length === 0) continue;
      findings.push({
        at: [at(exchange, 'result', kind.member)],
        got: `${kind.method} lists ${items.length}, the capabilities are ${brief(look.recording.capabilities)}`,
        want: `the ${capability} capability, declared`,
        key: kind.method,
      });
    }
  return { seen, findings, note: 'the list was not answered' };
}
