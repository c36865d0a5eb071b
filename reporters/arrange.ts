// The report in the order a person reads it: by suite, worst first, a fault that shows in several runs told once.

import type { Severity } from '../suites/kernel/check.ts';
import type { Report, ReportFinding, Result, RuleCard, VerdictKind } from '../suites/kernel/report.ts';
import type { Revision, Transport } from '../suites/kernel/revision.ts';

export interface RunName {
  readonly revision: Revision;
  readonly transport: Transport;
}

/** One finding and the runs it was seen in. */
export interface Seen {
  readonly finding: ReportFinding;
  readonly runs: readonly RunName[];
}

/** One rule that did not hold, over all runs. */
export interface Issue {
  readonly rule: RuleCard;
  readonly suite: string;
  readonly outcome: 'fail' | 'warn' | 'error';
  readonly severity: Severity;
  readonly waived?: string;
  readonly runs: readonly RunName[];
  readonly findings: readonly Seen[];
}

export interface SuiteView {
  readonly name: string;
  readonly counts: Readonly<Record<VerdictKind, number>>;
  readonly waived: number;
  readonly issues: readonly Issue[];
  readonly results: readonly Result[];
}

const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
const OUTCOMES = ['fail', 'error', 'warn'] as const;

export const severityRank = (severity: Severity): number => SEVERITIES.indexOf(severity);

/** Counts of a set of results, waived ones left out of `fail` and `warn`. */
export function countsOf(results: readonly Result[]): Record<VerdictKind, number> {
  const counts: Record<VerdictKind, number> = { pass: 0, fail: 0, warn: 0, skip: 0, error: 0 };
  for (const result of results) if (result.waived === undefined) counts[result.outcome] += 1;
  return counts;
}

const isIssue = (result: Result): result is Result & { outcome: Issue['outcome'] } =>
  result.outcome === 'fail' || result.outcome === 'warn' || result.outcome === 'error';

/** All that did not hold, worst first; waived ones last. */
export function issuesOf(results: readonly Result[]): Issue[] {
  const groups = new Map<string, (Result & { outcome: Issue['outcome'] })[]>();
  for (const result of results) {
    if (!isIssue(result)) continue;
    const name = `${result.rule.id}\n${result.outcome}\n${result.waived ?? ''}`;
    groups.set(name, [...(groups.get(name) ?? []), result]);
  }
  return [...groups.values()].map(issueOf).toSorted(worstFirst);
}

function issueOf(results: readonly (Result & { outcome: Issue['outcome'] })[]): Issue {
  const first = results[0];
  if (first === undefined) throw new TypeError('an issue has at least one result');
  const seen = new Map<string, { finding: ReportFinding; runs: RunName[] }>();
  for (const result of results)
    for (const finding of result.findings) {
      const name = `${finding.key}\n${finding.got}\n${finding.want}`;
      const known = seen.get(name);
      const run = { revision: result.revision, transport: result.transport };
      if (known === undefined) seen.set(name, { finding, runs: [run] });
      else if (!known.runs.some((other) => sameRun(other, run))) known.runs.push(run);
    }
  const findings = [...seen.values()].toSorted(
    (a, b) => severityRank(a.finding.severity) - severityRank(b.finding.severity),
  );
  return {
    rule: first.rule,
    suite: first.suite,
    outcome: first.outcome,
    severity: findings[0]?.finding.severity ?? (first.outcome === 'warn' ? 'low' : 'medium'),
    ...(first.waived === undefined ? {} : { waived: first.waived }),
    runs: results.map(({ revision, transport }) => ({ revision, transport })),
    findings,
  };
}

const sameRun = (a: RunName, b: RunName): boolean => a.revision === b.revision && a.transport === b.transport;

function worstFirst(a: Issue, b: Issue): number {
  return (
    Number(a.waived !== undefined) - Number(b.waived !== undefined) ||
    OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) ||
    severityRank(a.severity) - severityRank(b.severity) ||
    Number(a.rule.level === 'advice') - Number(b.rule.level === 'advice') ||
    a.rule.id.localeCompare(b.rule.id, 'en')
  );
}

/** Suites, the one with the worst issue first. */
export function suitesOf(report: Report): SuiteView[] {
  const names = [...new Set(report.results.map((result) => result.suite))];
  const views = names.map((name): SuiteView => {
    const results = report.results.filter((result) => result.suite === name);
    return {
      name,
      counts: countsOf(results),
      waived: results.filter((result) => result.waived !== undefined).length,
      issues: issuesOf(results),
      results,
    };
  });
  return views.toSorted((a, b) => {
    const [first, second] = [a.issues[0], b.issues[0]];
    if (first !== undefined && second !== undefined) return worstFirst(first, second);
    return Number(second !== undefined) - Number(first !== undefined) || a.name.localeCompare(b.name, 'en');
  });
}

/** `2025-11-25 over stdio`, several joined; transports named once where they agree. */
export function runNames(runs: readonly RunName[]): string {
  const byTransport = new Map<string, string[]>();
  for (const run of runs) {
    const known = byTransport.get(run.transport) ?? [];
    if (!known.includes(run.revision)) known.push(run.revision);
    byTransport.set(run.transport, known);
  }
  return [...byTransport].map(([transport, revisions]) => `${revisions.join(', ')} over ${transport}`).join('; ');
}

/** What the report says in one word, and why. */
export function headline(report: Report): { readonly word: string; readonly tone: 'good' | 'bad' | 'unsure' } {
  if (report.exitCode === 130) return { word: 'INTERRUPTED', tone: 'unsure' };
  if (report.exitCode === 4) return { word: 'ASSAY ITSELF FAILED', tone: 'unsure' };
  if (report.exitCode === 3) return { word: 'COULD NOT JUDGE', tone: 'unsure' };
  if (report.exitCode === 1) return { word: 'FAIL', tone: 'bad' };
  return { word: 'PASS', tone: 'good' };
}

/** The key of a finding without the rule's id in front, for places where the rule is named already. */
export const shortKey = (rule: string, key: string): string =>
  key.startsWith(`${rule}:`) ? key.slice(rule.length + 1) : key;

/** `1 rule`, `2 rules`. */
export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** `2 failed, 1 warned, 120 passed, 31 skipped`; zeros left out but for passes. */
export function tally(counts: Readonly<Record<VerdictKind, number>>, waived = 0): string {
  const parts = [
    counts.fail > 0 ? `${counts.fail} failed` : '',
    counts.error > 0 ? `${counts.error} broken in Assay` : '',
    counts.warn > 0 ? `${counts.warn} warned` : '',
    `${counts.pass} passed`,
    counts.skip > 0 ? `${counts.skip} skipped` : '',
    waived > 0 ? `${waived} waived` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Skips by kind, the most telling kinds first. */
export function skipsOf(
  results: readonly Result[],
): readonly { kind: string; notes: readonly (readonly [string, number])[] }[] {
  const order = ['blocked', 'not-allowed', 'nothing-to-judge', 'not-declared', 'transport', 'revision'];
  const kinds = new Map<string, Map<string, number>>();
  for (const result of results) {
    if (result.outcome !== 'skip') continue;
    const kind = result.reason?.kind ?? 'nothing-to-judge';
    const notes = kinds.get(kind) ?? new Map<string, number>();
    const note = result.reason?.note ?? '';
    notes.set(note, (notes.get(note) ?? 0) + 1);
    kinds.set(kind, notes);
  }
  return [...kinds]
    .map(([kind, notes]) => ({ kind, notes: [...notes].toSorted((a, b) => b[1] - a[1]) }))
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
