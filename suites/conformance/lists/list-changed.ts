// List-changed notifications: sent when the list changes, and only where they were declared.

import type { ListAgain } from '../../artifacts/lists-again.ts';
import type { Notifications } from '../../artifacts/notifications.ts';
import type { Finding, Judged, Look } from '../../kernel/check.ts';
import { brief, member } from '../../kernel/look.ts';

type Capability = 'tools' | 'resources' | 'prompts';

export const listChangedMethod = (capability: Capability): string => `notifications/${capability}/list_changed`;

export const declaresListChanged = (look: Look, capability: Capability): boolean =>
  member(member(look.recording.capabilities, capability), 'listChanged') === true;

/** Any such notification without the declaration; the whole run was watched. */
export function judgeOnlyDeclared(notifications: Notifications, look: Look, capability: Capability): Judged {
  if (declaresListChanged(look, capability))
    return { seen: 0, findings: [], note: `${capability}.listChanged is declared` };
  const seen = notifications.of(listChangedMethod(capability));
  const [first] = seen;
  if (first === undefined) return { seen: 1, findings: [] };
  const finding: Finding = {
    at: seen.slice(0, 5).map((one) => one.where),
    got: `${seen.length} × ${first.method}, the capability is ${brief(member(look.recording.capabilities, capability) ?? 'absent')}`,
    want: `no such notification, or ${capability}.listChanged declared as true`,
    key: first.method,
  };
  return { seen: 1, findings: [finding] };
}

/** Two listings of one connection that differ, with no announcement on it. */
export function judgeSent(
  again: readonly ListAgain[],
  notifications: Notifications,
  look: Look,
  capability: Capability,
): Judged {
  const note = `${capability}.listChanged is declared, but the list did not change during the run; name a call that changes it: known: [{ property: changes-list, method: tools/call, params: {…} }]`;
  if (!declaresListChanged(look, capability))
    return { seen: 0, findings: [], note: `${capability}.listChanged is not declared` };
  const findings: Finding[] = [];
  let seen = 0;
  for (const one of again) {
    if (one.kind.capability !== capability || one.lane === undefined) continue;
    const changed = one.differences[0];
    if (changed === undefined || !hears(look, one.lane)) continue;
    seen += 1;
    const announced = notifications.of(listChangedMethod(capability)).some((each) => each.lane === one.lane);
    if (announced) continue;
    findings.push({
      at: [changed.where],
      got: `${one.kind.method} changed (${changed.text}) and nothing was announced`,
      want: listChangedMethod(capability),
      key: one.kind.method,
    });
  }
  return { seen, findings, note };
}

/** The lane has a channel for what the target says unasked: stdout, or an open listening stream. */
function hears(look: Look, lane: string): boolean {
  if (look.recording.transport !== 'streamable-http') return true;
  return look.recording.exchanges.some(
    (exchange) => exchange.lane === lane && exchange.method === 'GET' && exchange.status === 200,
  );
}
