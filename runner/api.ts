// The package's main export, for programs: one call audits one target and returns the report.

import type { Report } from '../suites/kernel/report.ts';
import { run } from './engine/run.ts';
import type { AuditOptions } from './options.ts';
import type { Target } from './target.ts';

export type { AuditOptions, ProgressEvent, Waiver } from './options.ts';
export type { HttpTarget, StdioTarget, StreamsTarget, Target } from './target.ts';
export type { Report } from '../suites/kernel/report.ts';
export { plan, type Plan } from './engine/plan.ts';

/**
 * Connects to a target, gathers, probes, judges and reports.
 *
 * Never rejects for what the target does: an unreachable one gives a report with exit code 3 and the reason in `faults`.
 *
 * @throws TypeError when target or options are unusable (a programming error, exit code 2 or 4 on the command line).
 */
export function audit(target: Target, options: AuditOptions = {}): Promise<Report> {
  return run(target, options);
}

/**
 * Judges recorded evidence again, touching nothing. Loaded when it is called: an audit starts its target first.
 *
 * @param directory the directory that `--evidence` wrote
 * @throws EvidenceError where the directory holds no recording
 */
export async function judgeEvidence(directory: string, options: AuditOptions = {}): Promise<Report> {
  return (await import('./engine/evidence.ts')).judgeEvidence(directory, options);
}
