// What is new and what is gone between two reports of the same target: reviewers read changes, not totals.

import type { Report } from '../suites/kernel/report.ts';
import { type Issue, issuesOf, type Seen } from './arrange.ts';

/** One finding with its rule. */
export interface Point {
  readonly issue: Issue;
  readonly seen: Seen;
}

export interface Changes {
  readonly added: readonly Point[];
  readonly gone: readonly Point[];
  readonly kept: readonly Point[];
  /** Rules that had findings in the base and were not judged now: neither fixed nor still there. */
  readonly unjudged: readonly string[];
}

const identity = (point: Point): string => `${point.issue.rule.id}\n${point.seen.finding.key}`;

export function pointsOf(report: Report): Point[] {
  return issuesOf(report.results)
    .filter((issue) => issue.waived === undefined && issue.outcome !== 'error')
    .flatMap((issue) => issue.findings.map((seen) => ({ issue, seen })));
}

export function changesOf(report: Report, base: Report): Changes {
  const now = pointsOf(report);
  const before = pointsOf(base);
  const nowIds = new Set(now.map(identity));
  const beforeIds = new Set(before.map(identity));
  const judged = new Set(
    report.results.filter((r) => r.outcome !== 'skip' && r.outcome !== 'error').map((r) => r.rule.id),
  );
  const missing = before.filter((point) => !nowIds.has(identity(point)));
  return {
    added: now.filter((point) => !beforeIds.has(identity(point))),
    kept: now.filter((point) => beforeIds.has(identity(point))),
    gone: missing.filter((point) => judged.has(point.issue.rule.id)),
    unjudged: [...new Set(missing.map((point) => point.issue.rule.id).filter((id) => !judged.has(id)))],
  };
}
