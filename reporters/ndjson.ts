// One JSON object a line, for logs and streams: the head, each result, each fault, the summary.

import type { Report } from '../suites/kernel/report.ts';

export function ndjson(report: Report): string {
  const { results, faults, summary, exitCode, excerpts, ...head } = report;
  const lines: unknown[] = [{ type: 'report', ...head }];
  for (const result of results) {
    const ids = new Set(result.findings.flatMap((finding) => finding.at.map((where) => where.exchange)));
    const own = Object.fromEntries(Object.entries(excerpts).filter(([id]) => ids.has(id)));
    lines.push({ type: 'result', ...result, ...(ids.size > 0 ? { excerpts: own } : {}) });
  }
  for (const fault of faults) lines.push({ type: 'fault', ...fault });
  lines.push({ type: 'summary', summary, exitCode, durationMs: report.durationMs });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
