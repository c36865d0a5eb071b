// Looks at a target as the lock sees it: connects, lists everything once, and says what was found.

import type { Check } from '../../suites/kernel/check.ts';
import { check } from '../../suites/kernel/check.ts';
import type { Recording } from '../../suites/kernel/recording.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { ALL } from '../../suites/kernel/revision.ts';
import { snapshot } from '../../suites/drift/snapshot.ts';
import type { Snapshot } from '../../suites/drift/snapshot.ts';
import type { Rule } from '../engine/catalog.ts';
import { run } from '../engine/run.ts';
import { viewsOf } from '../engine/views.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';

/** Makes the engine list everything; judges nothing. */
const listing = check({
  title: 'Everything that the target lists is listed',
  level: 'advice',
  revisions: ALL,
  requirements: [],
  why: 'What is not listed cannot be compared.',
  fix: 'Answer the lists that are declared.',
  touch: 'passive',
  needs: { snapshot },
  judge: () => ({ seen: 0, findings: [], note: 'nothing is judged here' }),
});

// Needs differ from rule to rule; the engine reads them by name.
export const LISTING: Rule = { id: 'drift/lock/listing', suite: 'drift', check: listing as unknown as Check };

export interface Seen {
  readonly recordings: readonly Recording[];
  readonly report: Report;
}

export interface Looked extends Seen {
  /** The newest revision of the initialize era, or the modern one where there is no other. */
  readonly snapshot?: Snapshot;
}

/** Runs these rules and keeps the recordings. */
export async function watch(target: Target, options: AuditOptions, rules: readonly Rule[]): Promise<Seen> {
  let recordings: readonly Recording[] = [];
  const report = await run(target, options, {
    rules,
    inspect: (all) => {
      recordings = all;
    },
  });
  return { recordings, report };
}

export const snapshotIn = (recording: Recording): Snapshot => viewsOf(recording)(snapshot);

/** One look, in the revision that was asked for. */
export async function lookAt(target: Target, options: AuditOptions): Promise<Looked> {
  const seen = await watch(target, { ...options, probes: false }, [LISTING]);
  const [first] = seen.recordings;
  return first === undefined ? seen : { ...seen, snapshot: snapshotIn(first) };
}
