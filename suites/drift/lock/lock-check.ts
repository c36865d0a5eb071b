// The rules that hold a target to its lock. What was accepted comes from outside the recording, so a rule is made for it;
// as it stands in the catalog it knows no lock and has nothing to judge.

import { prompts } from '../../artifacts/prompts.ts';
import { resourceTemplates } from '../../artifacts/resource-templates.ts';
import { resources } from '../../artifacts/resources.ts';
import { tools } from '../../artifacts/tools.ts';
import { artifact } from '../../kernel/check.ts';
import type { Artifact, Check, Finding, Level, Where } from '../../kernel/check.ts';
import { brief, isObject } from '../../kernel/look.ts';
import type { Recording } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import { changeKey } from '../change.ts';
import type { Change } from '../change.ts';
import { compareSnapshots } from '../compare.ts';
import { snapshot } from '../snapshot.ts';
import type { Snapshot } from '../snapshot.ts';
import { showDiff } from '../text/words.ts';
import { placesOf } from './places.ts';

/** What was accepted of the target of a recording; `undefined` where the lock does not know it. */
export type Accepted = (recording: Recording) => Snapshot | undefined;

export interface LockRule {
  readonly title: string;
  readonly level: Level;
  readonly why: string;
  readonly fix: string;
  readonly of: (change: Change) => boolean;
}

export interface Drift {
  readonly known: boolean;
  readonly changes: readonly Change[];
  /** Things that were compared. */
  readonly seen: number;
  readonly where: (change: Change) => Where;
}

const NO_LOCK = 'no lock was given: write one with assay drift accept and compare with assay drift check';

/** All differences between what was accepted and what was seen, found once for all rules. */
export function driftArtifact(accepted: Accepted | undefined): Artifact<Drift> {
  return artifact<Drift>({
    id: 'drift',
    after: [tools, prompts, resources, resourceTemplates, snapshot],
    read: (recording, views) => {
      const before = accepted?.(recording);
      const where = placesOf(recording, views);
      if (before === undefined) return { known: false, changes: [], seen: 0, where };
      const after = views(snapshot);
      return { known: true, changes: compareSnapshots(before, after), seen: sizeOf(before), where };
    },
  });
}

const sizeOf = (one: Snapshot): number =>
  1 + [one.tool, one.prompt, one.resource, one.template].reduce((sum, list) => sum + Object.keys(list).length, 0);

export function lockCheck(rule: LockRule, drift: Artifact<Drift> = driftArtifact(undefined)): Check {
  return {
    title: rule.title,
    level: rule.level,
    revisions: ALL,
    requirements: [],
    why: rule.why,
    fix: rule.fix,
    url: () => 'https://json-schema.org/draft/2020-12/json-schema-core',
    tags: ['owasp:MCP03', 'owasp:MCP04'],
    touch: 'passive',
    needs: { drift },
    judge: ({ drift: found }) => {
      const { known, changes, seen, where } = found as Drift;
      return {
        seen,
        findings: changes.filter(rule.of).map((change) => findingOf(change, where(change))),
        note: known ? 'the lock is empty' : NO_LOCK,
      };
    },
  };
}

export function findingOf(change: Change, where: Where): Finding {
  const who = change.kind === 'server' ? 'the server' : `${change.kind} "${change.name}"`;
  const words = change.words === undefined ? '' : `: ${brief(showDiff(change.words), 400)}`;
  return {
    at: [where],
    got: `${who}${change.pointer === '' ? '' : ` at ${change.pointer}`}: ${change.detail}${words}`,
    want: wanted(change),
    severity:
      change.class === 'breaking' || change.class === 'permissions'
        ? 'high'
        : change.class === 'additive'
          ? 'low'
          : 'medium',
    key: changeKey(change),
  };
}

function wanted(change: Change): string {
  if (change.before === undefined) return 'as accepted: not there';
  const before =
    isObject(change.before) || Array.isArray(change.before) ? JSON.stringify(change.before) : String(change.before);
  return `as accepted: ${brief(before, 200)}`;
}
