// Every call a campaign would make, found out by listing the tools and calling none: for `--dry-run`.

import { BY, plannedTools } from '../../suites/fuzz/campaign.ts';
import { casesOf } from '../../suites/fuzz/cases.ts';
import { settings } from '../../suites/fuzz/settings.ts';
import { tools } from '../../suites/artifacts/tools.ts';
import { check, type Check } from '../../suites/kernel/check.ts';
import type { Json, Recording } from '../../suites/kernel/recording.ts';
import type { HarnessFault } from '../../suites/kernel/report.ts';
import { ALL } from '../../suites/kernel/revision.ts';
import { randomFor } from '../engine/random.ts';
import { run } from '../engine/run.ts';
import { viewsOf } from '../engine/views.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';

export interface PlannedCall {
  readonly revision: string;
  readonly tool: string;
  /** `near-miss`, `hostile` … and what is odd about the call. */
  readonly kind: string;
  readonly name: string;
  /** `undefined`: the member is left out. */
  readonly arguments: Json | undefined;
}

export interface PlannedCalls {
  readonly seed: number;
  readonly calls: readonly PlannedCall[];
  readonly faults: readonly HarnessFault[];
}

/** Looks at the list of tools and at nothing else. */
const listing = check({
  title: 'Tools are listed',
  level: 'advice',
  revisions: ALL,
  requirements: [],
  why: 'What would be called depends on what is listed.',
  fix: 'Nothing.',
  touch: 'passive',
  needs: { tools },
  judge: ({ tools: { items } }) => ({ seen: items.length, findings: [] }),
});

export async function recordingsOf(
  target: Target,
  options: AuditOptions,
): Promise<{
  readonly recordings: readonly Recording[];
  readonly seed: number;
  readonly faults: readonly HarnessFault[];
}> {
  let recordings: readonly Recording[] = [];
  const rules = [{ id: 'contract/listing', suite: 'contract', check: listing as unknown as Check }];
  const report = await run(target, options, {
    rules,
    inspect: (seen) => {
      recordings = seen;
    },
  });
  return { recordings, seed: report.seed, faults: report.faults };
}

export async function plannedCalls(target: Target, options: AuditOptions): Promise<PlannedCalls> {
  const { recordings, seed, faults } = await recordingsOf(target, options);
  const calls = recordings.flatMap((recording) => {
    const views = viewsOf(recording);
    const random = randomFor(seed, `${BY}@${recording.revision}`);
    const { cases } = views(settings);
    return plannedTools(views, recording.facts.callable, random).flatMap((planned) =>
      casesOf(planned.subject, planned.seed, cases).map((one) => ({
        revision: recording.revision,
        tool: planned.subject.name,
        kind: one.kind,
        name: one.name,
        arguments: one.arguments,
      })),
    );
  });
  return { seed, calls, faults };
}
