// GitLab code quality: one entry a finding, known again by its fingerprint.

import type { Severity } from '../suites/kernel/check.ts';
import type { Report } from '../suites/kernel/report.ts';
import { issuesOf } from './arrange.ts';
import { DEFAULT_PLACE, type SourcePlace } from './sarif.ts';
import { fingerprintOf } from './stable-hash.ts';
import { visible } from './visible.ts';

const SEVERITY: Readonly<Record<Severity, string>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
};

export function gitlab(report: Report, options: { readonly place?: SourcePlace } = {}): string {
  const place = options.place ?? DEFAULT_PLACE;
  const entries = issuesOf(report.results)
    .filter((issue) => issue.outcome !== 'error' && issue.waived === undefined)
    .flatMap((issue) =>
      issue.findings.map(({ finding }) => ({
        description: visible(`${issue.rule.title}: expected ${finding.want}, got ${finding.got}`),
        check_name: issue.rule.id,
        fingerprint: fingerprintOf(issue.rule, finding, report.target.label),
        severity: issue.rule.level === 'advice' ? 'info' : SEVERITY[finding.severity],
        location: { path: place.file, lines: { begin: place.line } },
      })),
    );
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}
