// Every difference between two snapshots of a server, each with its class and the rule that decided.

import { same } from './canonical.ts';
import { capabilityChanges } from './capabilities.ts';
import type { Change, Kind } from './change.ts';
import { fieldChanges } from './fields.ts';
import type { CompareOptions } from './fields.ts';
import { LIST_KINDS } from './snapshot.ts';
import type { Fields, ListKind, Snapshot } from './snapshot.ts';

export type { CompareOptions } from './fields.ts';

const MOST_SEARCHES = 24;

export function compareSnapshots(before: Snapshot, after: Snapshot, options: CompareOptions = {}): readonly Change[] {
  const bounded = { ...options, searches: options.searches ?? { left: MOST_SEARCHES, known: new Map() } };
  const changes: Change[] = [...revisionChange(before, after), ...serverChanges(before.server, after.server, bounded)];
  for (const kind of LIST_KINDS) changes.push(...listChanges(kind, before[kind], after[kind], bounded));
  return changes;
}

function revisionChange(before: Snapshot, after: Snapshot): readonly Change[] {
  if (before.revision === after.revision) return [];
  const older = after.revision < before.revision;
  return [
    {
      kind: 'server',
      name: '',
      pointer: '/revision',
      class: older ? 'breaking' : 'additive',
      rule: older ? 'revision-older' : 'revision-newer',
      detail: `protocol revision ${before.revision} → ${after.revision}`,
      before: before.revision,
      after: after.revision,
    },
  ];
}

function serverChanges(before: Fields, after: Fields, options: CompareOptions): readonly Change[] {
  const { capabilities: old, ...rest } = before;
  const { capabilities: now, ...others } = after;
  const changes: Change[] = [...capabilityChanges(old, now)];
  for (const key of ['name', 'version'])
    if (!same(rest[key], others[key]))
      changes.push({
        kind: 'server',
        name: '',
        pointer: `/${key}`,
        // A host that keeps approvals by the server's name asks again, or worse, does not.
        class: key === 'name' ? 'unclassified' : 'wording',
        rule: `server-${key}-changed`,
        detail: `${key} ${JSON.stringify(rest[key])} → ${JSON.stringify(others[key])}`,
        before: rest[key],
        after: others[key],
      });
  const without = (fields: Fields): Fields =>
    Object.fromEntries(Object.entries(fields).filter(([key]) => key !== 'name' && key !== 'version'));
  return [...changes, ...fieldChanges('server', '', without(rest), without(others), options)];
}

function listChanges(
  kind: ListKind,
  before: Readonly<Record<string, Fields>>,
  after: Readonly<Record<string, Fields>>,
  options: CompareOptions,
): readonly Change[] {
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  const come = Object.keys(after).filter((name) => !Object.hasOwn(before, name));
  const renamed = renames(gone, come, before, after);
  const changes: Change[] = [];
  for (const name of gone) {
    const to = renamed.get(name);
    const rule = to === undefined ? `${kind}-removed` : `${kind}-renamed`;
    const detail = to === undefined ? `${kind} "${name}" is gone` : `${kind} "${name}" is called "${to}" now`;
    changes.push({
      kind,
      name,
      pointer: '',
      class: 'breaking',
      rule,
      detail,
      before: before[name],
      ...(to === undefined ? {} : { after: to }),
    });
  }
  const taken = new Set(renamed.values());
  for (const name of come)
    if (!taken.has(name))
      changes.push({
        kind,
        name,
        pointer: '',
        class: 'additive',
        rule: `${kind}-added`,
        detail: `${kind} "${name}" is new`,
        after: after[name],
      });
  for (const [name, fields] of Object.entries(before)) {
    const now = after[name];
    if (now !== undefined && Object.hasOwn(after, name))
      changes.push(...fieldChanges(kind, name, fields, now, options));
  }
  return changes;
}

/** What went and came with everything else equal has another name; only where there is no second candidate. */
function renames(
  gone: readonly string[],
  come: readonly string[],
  before: Readonly<Record<string, Fields>>,
  after: Readonly<Record<string, Fields>>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (gone.length * come.length > 10_000) return found;
  for (const name of gone) {
    const equal = come.filter(
      (other) => Object.keys(before[name] ?? {}).length > 0 && same(before[name], after[other]),
    );
    const [only] = equal;
    if (equal.length === 1 && only !== undefined && ![...found.values()].includes(only)) found.set(name, only);
  }
  return found;
}

/** Changes grouped under what they are about, the gravest first. */
export const about = (change: Change): string =>
  change.kind === ('server' as Kind) ? 'server' : `${change.kind} ${change.name}`;
