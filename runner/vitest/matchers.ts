// `expect(target).toConform()` and its like: an audit of one kind, told in the words of a failing test.

import { resolve } from 'node:path';

import type { Report } from '../../suites/kernel/report.ts';
import { loadContract } from '../contract/load.ts';
import { auditContracts } from '../contract/run.ts';
import { checkDrift } from '../drift/check.ts';
import { LOCK_FILE, loadLock } from '../drift/lock-file.ts';
import { run } from '../engine/run.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';
import type { Server } from './server.ts';

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** A target, or a server that was started from one. */
export type Subject = Target | Server;

const targetOf = (subject: Subject): Target => ('kind' in subject ? subject : subject.target);

/** Findings of a report as lines of a test failure. */
export function findingsText(report: Report, levels: readonly string[] = ['fail']): string {
  const lines = report.results
    .filter(({ outcome, waived }) => levels.includes(outcome) && waived === undefined)
    .flatMap(({ rule, revision, findings }) =>
      findings.map(
        ({ got, want, key }) => `${rule.title} (${revision})\n    got   ${got}\n    want  ${want}\n    ${key}`,
      ),
    );
  const faults = report.faults.map(({ where, message }) => `${where}: ${message.split('\n')[0] ?? ''}`);
  return [...faults, ...lines].join('\n  ');
}

function resultFrom(report: Report, what: string): MatcherResult {
  const pass = report.exitCode === 0;
  return {
    pass,
    message: () =>
      pass
        ? `the target ${what}, and was expected not to`
        : `the target does not: it ${what}\n  ${findingsText(report, ['fail', 'error'])}`,
  };
}

/** Conformance with the specification, or what `options` choose instead. */
export async function toConform(subject: Subject, options: AuditOptions = {}): Promise<MatcherResult> {
  return resultFrom(await run(targetOf(subject), { suites: ['conformance'], ...options }), 'conforms');
}

export async function toSatisfyContract(
  subject: Subject,
  files: string | readonly string[],
  options: AuditOptions = {},
): Promise<MatcherResult> {
  const contracts = [files].flat().map((file) => loadContract(resolve(file), process.env));
  const how = { contracts, filesOnly: true, frozen: process.env['CI'] !== undefined };
  return resultFrom(
    await auditContracts(targetOf(subject), { calls: 'all', ...options }, how),
    'satisfies its contract',
  );
}

/** The definitions of the target as they were accepted into the lock. */
export async function toMatchLock(
  subject: Subject,
  file: string = LOCK_FILE,
  options: AuditOptions & { readonly name?: string } = {},
): Promise<MatcherResult> {
  const lock = loadLock(file);
  if (lock === undefined)
    return {
      pass: false,
      message: () => `there is no ${file}: write it with assay drift accept, review it and commit it`,
    };
  const { name, ...rest } = options;
  const { report } = await checkDrift(targetOf(subject), lock, rest, name);
  return resultFrom(report, 'matches its lock');
}
