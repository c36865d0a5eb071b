// Which rules that name a requirement spoke up.

import type { Report } from '../../../suites/kernel/report.ts';
import type { Mutant } from './mutant.ts';

export function seenBy(report: Report, { id, toldBy }: Pick<Mutant, 'id' | 'toldBy'>): readonly string[] {
  const inLog = (exchange: string): boolean =>
    JSON.stringify(report.excerpts[exchange] ?? '').includes('notifications/message');
  return report.results
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
    .filter(
      ({ rule, findings }) =>
        rule.requirements.includes(id) ||
        (toldBy?.test(rule.id) === true && findings.some(({ at }) => at.some(({ exchange }) => inLog(exchange)))),
    )
    .map(({ rule, outcome }) => `${outcome} ${rule.id}`);
}
