// The report for programs: `assay-report/1`, exactly as the kernel types it.

import type { Report } from '../suites/kernel/report.ts';

export function json(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
