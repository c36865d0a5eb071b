// One audit of one server of the bank, as the command line runs it at default options, and what it said.

import { run } from '../../../runner/engine/run.ts';
import { loadRules, type Rule } from '../../../runner/engine/catalog.ts';
import type { AuditOptions } from '../../../runner/options.ts';
import type { Report, Result } from '../../../suites/kernel/report.ts';
import { serve } from './http.ts';
import type { Shape } from './shapes.ts';
import { stdioTarget } from './stdio.ts';
import type { Mutant } from './words.ts';

export type Via = 'stdio' | 'http';

export interface Place {
  readonly shape: Shape;
  readonly via: Via;
}

let conformance: Promise<readonly Rule[]> | undefined;
const rules = (): Promise<readonly Rule[]> =>
  (conformance ??= loadRules().then((all) => all.filter(({ suite }) => suite === 'conformance')));

export async function auditBank(place: Place, mutant: Mutant, options: AuditOptions = {}): Promise<Report> {
  const own: AuditOptions = { suites: ['conformance'], seed: 1, ...options };
  const inside = { rules: await rules() };
  if (place.via === 'stdio') return run(stdioTarget(place.shape, mutant), own, inside);
  const served = await serve(place.shape, mutant);
  try {
    return await run({ kind: 'http', url: served.url }, own, inside);
  } finally {
    await served.close();
  }
}

export const complaints = (report: Report): readonly Result[] =>
  report.results.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn' || outcome === 'error');

/** How an entry was held against the target: by a failure, a warning, or not at all. */
export function caught(report: Report, id: string): 'fail' | 'warn' | undefined {
  const against = complaints(report).filter(({ rule }) => rule.requirements.includes(id));
  if (against.some(({ outcome }) => outcome === 'fail')) return 'fail';
  return against.some(({ outcome }) => outcome === 'warn') ? 'warn' : undefined;
}
