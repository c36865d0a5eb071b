// The command line that sends the exchange of a finding again.

import type { ReportFinding } from '../suites/kernel/report.ts';

/** A word fit for a POSIX shell, quoted only where it must be. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** `assay replay report.json#<rule>:<key>`; keys are told apart within a rule, so the rule stands before the key. */
export function replayCommand(
  issue: { readonly rule: { readonly id: string } },
  finding: ReportFinding | undefined,
  from = 'report.json',
): string {
  const own = finding?.key ?? '';
  const key = own === '' ? issue.rule.id : own.startsWith(`${issue.rule.id}:`) ? own : `${issue.rule.id}:${own}`;
  // A command line is copied: nothing unprintable may be in it.
  return `assay replay ${shellWord(`${from}#${key.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '?')}`)}`;
}
