// Which rules that name a requirement spoke up.

import type { Report } from '../../../suites/kernel/report.ts';

export function seenBy(report: Report, id: string): readonly string[] {
  return report.results
    .filter(({ rule, outcome }) => (outcome === 'fail' || outcome === 'warn') && rule.requirements.includes(id))
    .map(({ rule, outcome }) => `${outcome} ${rule.id}`);
}
