// Fingerprints by which other systems know a finding again from run to run: rule and key, never positions or texts.

import { createHash } from 'node:crypto';
import type { ReportFinding, RuleCard } from '../suites/kernel/report.ts';
import { shortKey } from './arrange.ts';

export const fingerprintOf = (rule: RuleCard, finding: Pick<ReportFinding, 'key'>, target = ''): string =>
  createHash('sha256')
    .update(`${rule.id}\n${shortKey(rule.id, finding.key)}\n${target}`)
    .digest('hex')
    .slice(0, 32);
