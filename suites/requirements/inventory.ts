// What the specification asks of a server, as data: one entry per demand, both eras, read once and kept.
//
// An id may stand in both files; then each entry holds for its own revisions, and an entry is known by id and revision.

import type { Level } from '../kernel/check.ts';
import type { Revision } from '../kernel/revision.ts';
import perRequest from './per-request.json' with { type: 'json' };
import stateful from './stateful.json' with { type: 'json' };

/** Requirement keyword of BCP 14; MAY entries are permissions: guards against false alarms, never a demand. */
export type Keyword = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY';

/** Where the force of an entry comes from; `implied` is weak and asks for a weaker level. */
export type Basis = 'literal' | 'schema' | 'json-rpc' | 'referenced' | 'implied';

export interface Requirement {
  readonly id: string;
  readonly area: string;
  readonly level: Keyword;
  readonly revisions: readonly Revision[];
  readonly statement: string;
  /** Page and anchor below the documentation root, in the newest of the revisions. */
  readonly spec: string;
  /** Page and anchor in revisions where they differ from `spec` by more than the revision's name. */
  readonly elsewhere?: Readonly<Partial<Record<Revision, string>>>;
  /** `always`, `when <precondition>`, or `never` (a black box cannot decide it). */
  readonly observable: string;
  readonly probe: string;
  readonly mutant: string;
  /** Absent: not stated one by one; see `note`. */
  readonly basis?: Basis;
  readonly note?: string;
}

export type Observability = 'always' | 'when' | 'never';

let all: readonly Requirement[] | undefined;
let index: ReadonlyMap<string, readonly Requirement[]> | undefined;

/** Every entry of both inventories, the initialize era first. */
export function requirements(): readonly Requirement[] {
  all ??= [...(stateful as readonly unknown[]), ...(perRequest as readonly unknown[])] as readonly Requirement[];
  return all;
}

/** The entries with this id: none, one, or one for each era. */
export function entriesOf(id: string): readonly Requirement[] {
  index ??= grouped(requirements());
  return index.get(id) ?? [];
}

function grouped(entries: readonly Requirement[]): ReadonlyMap<string, readonly Requirement[]> {
  const map = new Map<string, Requirement[]>();
  for (const entry of entries) {
    const known = map.get(entry.id);
    if (known === undefined) map.set(entry.id, [entry]);
    else known.push(entry);
  }
  return map;
}

/** The entry with this id that holds in this revision. */
export const entryIn = (id: string, revision: Revision): Requirement | undefined =>
  entriesOf(id).find((entry) => entry.revisions.includes(revision));

export function observable(entry: Requirement): Observability {
  if (entry.observable.startsWith('always')) return 'always';
  return entry.observable.startsWith('never') ? 'never' : 'when';
}

/** The level a rule for this entry has at most. */
export function levelOf(entry: Requirement): Level {
  if (entry.level === 'MAY') return 'advice';
  return entry.level.startsWith('MUST') ? 'must' : 'should';
}
