// Shards of one audit become one report again.

import type { Finding } from '../suites/kernel/check.ts';
import type { Excerpt, Report, Result, VerdictKind } from '../suites/kernel/report.ts';

/** Where two shards judged the same rule on the same run, what was judged outweighs what was skipped, the worse the better. */
const WEIGHT: Readonly<Record<VerdictKind, number>> = { skip: 0, pass: 1, warn: 2, fail: 3, error: 4 };
const EXIT_WEIGHT: readonly number[] = [0, 1, 3, 4, 130];

/** @throws TypeError without a report */
export function mergeReports(reports: readonly Report[]): Report {
  const [first] = reports;
  if (first === undefined) throw new TypeError('nothing to merge');
  const shards = reports.map((report, index) => (index === 0 ? report : renamed(report, index + 1)));
  const results = new Map<string, Result>();
  for (const { results: own } of shards)
    for (const result of own) {
      const name = `${result.rule.id}\n${result.revision}\n${result.transport}`;
      const known = results.get(name);
      if (known === undefined || WEIGHT[result.outcome] > WEIGHT[known.outcome]) results.set(name, result);
    }
  const merged = [...results.values()];
  const summary: Record<VerdictKind, number> = { pass: 0, fail: 0, warn: 0, skip: 0, error: 0 };
  for (const { outcome } of merged) summary[outcome] += 1;
  return {
    ...first,
    startedAt: shards.map(({ startedAt }) => startedAt).toSorted()[0] ?? first.startedAt,
    durationMs: shards.reduce((sum, { durationMs }) => sum + durationMs, 0),
    runs: unique(
      shards.flatMap(({ runs }) => runs),
      (run) => `${run.revision} ${run.transport}`,
    ),
    results: merged,
    faults: unique(
      shards.flatMap(({ faults }) => faults),
      (fault) => JSON.stringify(fault),
    ),
    excerpts: Object.assign({}, ...shards.map(({ excerpts }) => excerpts)) as Record<string, Excerpt>,
    measures: Object.assign({}, ...shards.map(({ measures }) => measures)) as Report['measures'],
    summary,
    exitCode: EXIT_WEIGHT[Math.max(...shards.map(({ exitCode }) => EXIT_WEIGHT.indexOf(exitCode)))] ?? 4,
  };
}

function unique<T>(items: readonly T[], name: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [name(item), item])).values()];
}

/** Every shard counts its exchanges from 1: those of later shards get a mark. */
function renamed(report: Report, shard: number): Report {
  const rename = (id: string): string => `${id}@${shard}`;
  const place = <F extends Finding>(finding: F): F => ({
    ...finding,
    at: finding.at.map((where) => ({ ...where, exchange: rename(where.exchange) })),
  });
  return {
    ...report,
    results: report.results.map((result) => ({ ...result, findings: result.findings.map(place) })),
    excerpts: Object.fromEntries(Object.entries(report.excerpts).map(([id, excerpt]) => [rename(id), excerpt])),
  };
}
