// List-changed notifications: sent when the list changes, and only where they were declared.

import { declaresListChanged, listChangedMethod } from '../../artifacts/list-changes.ts';
import type { Listing, ListWalks } from '../../artifacts/list-changes.ts';
import type { Difference, ListAgain } from '../../artifacts/lists-again.ts';
import { differencesOf, snapshot } from '../../artifacts/lists-again.ts';
import type { ListKind } from '../../artifacts/listing.ts';
import { readWalk } from '../../artifacts/listing.ts';
import type { Notifications } from '../../artifacts/notifications.ts';
import type { Finding, Judged, Look, Skip } from '../../kernel/check.ts';
import { brief, member } from '../../kernel/look.ts';
import type { Recording } from '../../kernel/recording.ts';

type Capability = Listing;

export const skipUnlessListChanged = (recording: Recording, capability: Capability): Skip | undefined =>
  declaresListChanged(recording.capabilities, capability)
    ? undefined
    : { kind: 'not-declared', note: `${capability}.listChanged is not declared` };

/** Any such notification without the declaration; the whole run was watched. */
export function judgeOnlyDeclared(notifications: Notifications, look: Look, capability: Capability): Judged {
  if (declaresListChanged(look.recording.capabilities, capability))
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

interface Change {
  readonly kind: ListKind;
  readonly lane: string;
  /** The word is due after this frame. */
  readonly since: number;
  readonly difference: Difference;
}

/** Changes that this rule's own calls made, and those that the run saw by itself. */
function changesOf(
  walks: readonly ListWalks[],
  again: readonly ListAgain[],
  capability: Capability,
): readonly Change[] {
  const own = walks.flatMap((walk): Change[] => {
    if (walk.kind.capability !== capability) return [];
    const { kind } = walk;
    const [before, after] = [readWalk(walk.before), readWalk(walk.after)];
    const lane = after.pages[0]?.lane;
    if (before.end !== 'end' || after.end !== 'end' || lane === undefined) return [];
    const [difference] = differencesOf(snapshot(before.pages, kind, 0), snapshot(after.pages, kind, 1));
    const since = before.pages[0]?.sent.seq ?? 0;
    return difference === undefined ? [] : [{ kind, lane, since, difference }];
  });
  const seen = again.flatMap((one): Change[] => {
    const [difference] = one.differences;
    const here = one.kind.capability === capability && one.lane !== undefined && difference !== undefined;
    return here ? [{ kind: one.kind, lane: one.lane, since: 0, difference }] : [];
  });
  return [...own, ...seen];
}

/** Two listings of one connection that differ, with no announcement on it. */
export function judgeSent(
  walks: readonly ListWalks[],
  again: readonly ListAgain[],
  notifications: Notifications,
  look: Look,
  capability: Capability,
): Judged {
  const note = `${capability}.listChanged is declared, but the list did not change during the run, or there was no stream to announce it on; name a call that changes it: known: [{ property: changes-list, method: tools/call, params: {…} }]`;
  if (!declaresListChanged(look.recording.capabilities, capability))
    return { seen: 0, findings: [], note: `${capability}.listChanged is not declared` };
  const changes = changesOf(walks, again, capability).filter(({ lane }) => hears(look, lane));
  const told = notifications.of(listChangedMethod(capability));
  const findings = changes
    .filter(({ lane, since }) => !told.some((each) => each.lane === lane && each.frame.seq > since))
    .map(({ kind, difference }): Finding => ({
      at: [difference.where],
      got: `${kind.method} changed (${difference.text}) and nothing was announced`,
      want: listChangedMethod(capability),
      key: kind.method,
    }));
  return { seen: changes.length, findings: [...new Map(findings.map((one) => [one.key, one])).values()], note };
}

/** The lane has a channel for what the target says unasked: stdout, or an open listening stream. */
function hears(look: Look, lane: string): boolean {
  if (look.recording.transport !== 'streamable-http') return true;
  return look.recording.exchanges.some(
    (exchange) => exchange.lane === lane && exchange.method === 'GET' && exchange.status === 200,
  );
}
