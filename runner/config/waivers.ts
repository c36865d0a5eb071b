// Waivers accept a finding for a while: one that has ended, or that waives nothing any more, is an error in the file.

import type { Report } from '../../suites/kernel/report.ts';
import type { Waiver } from '../options.ts';
import type { Source } from './source.ts';

/** @throws ConfigError naming the first waiver that has ended. */
export function checkExpiry(waivers: readonly Waiver[], today: string, source: Source): void {
  waivers.forEach((waiver, index) => {
    if (waiver.until < today)
      source.fail(
        ['waivers', index, 'until'],
        `waivers[${index}]: the waiver of ${waiver.rule} ended on ${waiver.until}; ${waiver.owner} must renew it or mend the finding, then change or remove it here`,
      );
  });
}

/** `*` at the end matches a prefix. */
export const waiverMatches = (waiver: Waiver, rule: string): boolean =>
  waiver.rule.endsWith('*') ? rule.startsWith(waiver.rule.slice(0, -1)) : waiver.rule === rule;

/**
 * Waivers that waived nothing though their rules were judged, by index: what they accepted is gone.
 * A rule that was skipped, broke or did not run says nothing either way.
 */
export function unmatchedWaivers(waivers: readonly Waiver[], reports: readonly Report[]): number[] {
  const results = reports.flatMap((report) => report.results);
  return waivers.flatMap((waiver, index) => {
    const own = results.filter((result) => waiverMatches(waiver, result.rule.id));
    const judged = own.filter((result) => result.outcome !== 'skip' && result.outcome !== 'error');
    const used = own.some(
      (result) =>
        (result.outcome === 'fail' || result.outcome === 'warn') &&
        (waiver.finding === undefined || result.findings.some((finding) => finding.key === waiver.finding)),
    );
    return judged.length > 0 && !used ? [index] : [];
  });
}
