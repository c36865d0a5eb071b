// How much of what the specification asks is held by rules: entries × rules, with the totals that are published.

import type { Level } from '../kernel/check.ts';
import { REVISIONS, inSpan, type Revision, type Span } from '../kernel/revision.ts';
import { observable, requirements, type Observability, type Requirement } from './inventory.ts';
import { reasonFor } from './reasons.ts';

/** What coverage needs to know of a rule. */
export interface CoveringRule {
  readonly id: string;
  readonly requirements: readonly string[];
  readonly revisions: Span;
  readonly level: Level;
}

export interface CoverageRow {
  readonly entry: Requirement;
  readonly observable: Observability;
  /** MAY entries are permissions: guards that raise nothing, outside every count. */
  readonly guard: boolean;
  readonly rules: readonly string[];
  /** Revisions of the entry in which at least one of the rules holds. */
  readonly covered: readonly Revision[];
  /** Why there is no rule, where somebody wrote it down. */
  readonly reason?: string;
}

export interface Count {
  readonly entries: number;
  readonly observable: number;
  readonly covered: number;
  readonly uncovered: number;
}

export interface Coverage {
  readonly rows: readonly CoverageRow[];
  readonly total: Count;
  readonly byArea: Readonly<Record<string, Count>>;
  readonly byRevision: Readonly<Record<Revision, Count>>;
  readonly byObservability: Readonly<Record<Observability, Count>>;
  /** Requirement ids that rules name and no inventory has. */
  readonly unknown: readonly { readonly rule: string; readonly id: string }[];
}

export function coverage(rules: readonly CoveringRule[], entries: readonly Requirement[] = requirements()): Coverage {
  const naming = rulesByRequirement(rules);
  const rows = entries.map((entry) => rowOf(entry, naming.get(entry.id) ?? []));
  const counted = rows.filter((row) => !row.guard);
  const known = new Set(entries.map((entry) => entry.id));
  const areas = [...new Set(counted.map((row) => row.entry.area))].toSorted();
  return {
    rows,
    total: count(counted),
    byArea: Object.fromEntries(areas.map((area) => [area, count(counted.filter((row) => row.entry.area === area))])),
    byRevision: Object.fromEntries(REVISIONS.map((revision) => [revision, countIn(counted, revision)])) as Record<
      Revision,
      Count
    >,
    byObservability: {
      always: count(counted.filter((row) => row.observable === 'always')),
      when: count(counted.filter((row) => row.observable === 'when')),
      never: count(counted.filter((row) => row.observable === 'never')),
    },
    unknown: rules.flatMap((rule) =>
      rule.requirements.filter((id) => !known.has(id)).map((id) => ({ rule: rule.id, id })),
    ),
  };
}

function rulesByRequirement(rules: readonly CoveringRule[]): ReadonlyMap<string, readonly CoveringRule[]> {
  const naming = new Map<string, CoveringRule[]>();
  for (const rule of rules)
    for (const id of new Set(rule.requirements)) {
      const list = naming.get(id);
      if (list === undefined) naming.set(id, [rule]);
      else list.push(rule);
    }
  return naming;
}

function rowOf(entry: Requirement, rules: readonly CoveringRule[]): CoverageRow {
  const holding = rules.filter((rule) => entry.revisions.some((revision) => inSpan(revision, rule.revisions)));
  const covered = entry.revisions.filter((revision) => holding.some((rule) => inSpan(revision, rule.revisions)));
  const reason = reasonFor(entry);
  const row = {
    entry,
    observable: observable(entry),
    guard: entry.level === 'MAY',
    rules: holding.map((rule) => rule.id),
    covered,
  };
  return reason === undefined || holding.length > 0 ? row : { ...row, reason };
}

function count(rows: readonly CoverageRow[]): Count {
  const seen = rows.filter((row) => row.observable !== 'never');
  const covered = seen.filter((row) => row.rules.length > 0).length;
  return { entries: rows.length, observable: seen.length, covered, uncovered: seen.length - covered };
}

function countIn(rows: readonly CoverageRow[], revision: Revision): Count {
  const inside = rows.filter((row) => row.entry.revisions.includes(revision));
  const seen = inside.filter((row) => row.observable !== 'never');
  const covered = seen.filter((row) => row.covered.includes(revision)).length;
  return { entries: inside.length, observable: seen.length, covered, uncovered: seen.length - covered };
}
