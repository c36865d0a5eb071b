// List-changed notifications: sent when the list changes, and only where they were declared.

import type { Difference, ListAgain } from '../../artifacts/lists-again.ts';
import { differencesOf, snapshot } from '../../artifacts/lists-again.ts';
import type { ListKind } from '../../artifacts/listing.ts';
import { LISTS, readWalk, walkList } from '../../artifacts/listing.ts';
import type { Notifications } from '../../artifacts/notifications.ts';
import type { Finding, Judged, Look, Session, Skip } from '../../kernel/check.ts';
import { brief, member } from '../../kernel/look.ts';
import type { KnownCall, Recording } from '../../kernel/recording.ts';

type Capability = 'tools' | 'resources' | 'prompts';

export const listChangedMethod = (capability: Capability): string => `notifications/${capability}/list_changed`;

export const declaresListChanged = (look: Look, capability: Capability): boolean =>
  member(member(look.recording.capabilities, capability), 'listChanged') === true;

export const skipUnlessListChanged = (recording: Recording, capability: Capability): Skip | undefined =>
  member(member(recording.capabilities, capability), 'listChanged') === true
    ? undefined
    : { kind: 'not-declared', note: `${capability}.listChanged is not declared` };

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

/** Calls that are known to change a list, made on a session that listens; the list is walked before and after. */
export async function changeLists(
  session: Session,
  calls: readonly KnownCall[],
  capability: Capability,
): Promise<void> {
  if (calls.length === 0) return;
  const listener = await session.fork({ listen: true, purpose: 'waits for list_changed' });
  const kinds = kindsOf(capability);
  const walkAll = (when: string): Promise<unknown> =>
    Promise.all(kinds.map((kind) => walkList(listener, kind.method, `${when} ${kind.method}`)));
  await walkAll('before');
  for (const call of calls.slice(0, 3)) await listener.request(call.method, call.params, { tag: 'change' });
  const heard = (): boolean =>
    listener.frames.some((frame) => member(frame.json, 'method') === listChangedMethod(capability));
  const until = listener.now() + PATIENCE_MS;
  while (!heard() && listener.alive && listener.now() < until) await listener.pause(50);
  await walkAll('after');
}

/** A list may change some time after the call that makes it change. */
const PATIENCE_MS = 1_500;

const kindsOf = (capability: Capability): readonly ListKind[] =>
  Object.values(LISTS).filter((kind) => kind.capability === capability);

interface Change {
  readonly kind: ListKind;
  readonly lane: string;
  readonly difference: Difference;
}

/** Changes that this rule's own calls made, and those that the run saw by itself. */
function changesOf(again: readonly ListAgain[], look: Look, capability: Capability): readonly Change[] {
  const own = kindsOf(capability).flatMap((kind): Change[] => {
    const [before, after] = ['before', 'after'].map((when) => readWalk(look.tagged(`${when} ${kind.method}`)));
    const lane = after?.pages[0]?.lane;
    if (before?.end !== 'end' || after?.end !== 'end' || lane === undefined) return [];
    const [difference] = differencesOf(snapshot(before.pages, kind, 0), snapshot(after.pages, kind, 1));
    return difference === undefined ? [] : [{ kind, lane, difference }];
  });
  const seen = again.flatMap((one): Change[] => {
    const [difference] = one.differences;
    const here = one.kind.capability === capability && one.lane !== undefined && difference !== undefined;
    return here ? [{ kind: one.kind, lane: one.lane, difference }] : [];
  });
  return [...own, ...seen];
}

/** Two listings of one connection that differ, with no announcement on it. */
export function judgeSent(
  again: readonly ListAgain[],
  notifications: Notifications,
  look: Look,
  capability: Capability,
): Judged {
  const note = `${capability}.listChanged is declared, but the list did not change during the run, or there was no stream to announce it on; name a call that changes it: known: [{ property: changes-list, method: tools/call, params: {…} }]`;
  if (!declaresListChanged(look, capability))
    return { seen: 0, findings: [], note: `${capability}.listChanged is not declared` };
  const changes = changesOf(again, look, capability).filter(({ lane }) => hears(look, lane));
  const findings = changes
    .filter(({ lane }) => !notifications.of(listChangedMethod(capability)).some((each) => each.lane === lane))
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
