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

/** Every case is kept, and none was left out because its tool may not be called. */
export async function toSatisfyContract(
  subject: Subject,
  files: string | readonly string[],
  options: AuditOptions = {},
): Promise<MatcherResult> {
  const contracts = [files].flat().map((file) => loadContract(resolve(file), process.env));
  const how = { contracts, filesOnly: true, frozen: process.env['CI'] !== undefined };
  const report = await auditContracts(targetOf(subject), options, how);
  const left = report.results.filter(({ reason }) => reason?.kind === 'not-allowed');
  if (left.length === 0 || report.exitCode !== 0) return resultFrom(report, 'satisfies its contract');
  const lines = left.map(({ rule, reason }) => `${rule.title}: ${reason?.note ?? ''}`);
  // A case that was never tried proves neither the one nor, with `.not`, the other.
  throw new Error(
    `not every case was tried: a tool that is not annotated read-only is called where its name is allowed ` +
      `({ allow: ['name'] })\n  ${lines.join('\n  ')}`,
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
