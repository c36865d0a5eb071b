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
import type { Votes } from '../schema/vote.ts';
import { snapshot } from '../snapshot.ts';
import type { Snapshot } from '../snapshot.ts';
import { showDiff } from '../text/words.ts';
import { placesOf } from './places.ts';

/**
 * What was accepted of the target of a recording; `undefined` where the lock does not know it, `elsewhere` where it is
 * of another recording of the same run (the other era of a server of two).
 */
export type Accepted = (recording: Recording) => Snapshot | 'elsewhere' | undefined;

export interface LockRule {
  readonly title: string;
  readonly level: Level;
  readonly why: string;
  readonly fix: string;
  readonly of: (change: Change) => boolean;
}

export interface Drift {
  /** `none`: no lock was given. */
  readonly lock: 'none' | 'unknown' | 'elsewhere' | 'known';
  /** The name that the server gives itself. */
  readonly server: string;
  readonly changes: readonly Change[];
  /** Things that were compared. */
  readonly seen: number;
  readonly where: (change: Change) => Where;
}

const NOTES: Readonly<Record<Drift['lock'], string>> = {
  none: 'no lock was given: write one with assay drift accept and compare with assay drift check',
  unknown: 'the lock does not know this server',
  elsewhere: 'the lock is of the other era that this server speaks',
  known: 'the lock is empty',
};

/** All differences between what was accepted and what was seen, found once for all rules. */
export function driftArtifact(accepted: Accepted | undefined, votes?: Votes): Artifact<Drift> {
  return artifact<Drift>({
    id: 'drift',
    after: [tools, prompts, resources, resourceTemplates, snapshot],
    ...(accepted === undefined || votes === undefined
      ? {}
      : {
          gather: async (_session, views) => {
            const before = accepted(views(recordingSoFar));
            if (typeof before === 'object') await votes.prepare(before, views(snapshot));
          },
        }),
    read: (recording, views) => {
      const where = placesOf(recording, views);
      const server = recording.server.name ?? '';
      const before = accepted?.(recording);
      if (accepted === undefined) return { lock: 'none', server, changes: [], seen: 0, where };
      if (before === undefined) return { lock: 'unknown', server, changes: [], seen: 0, where };
      if (before === 'elsewhere') return { lock: 'elsewhere', server, changes: [], seen: 0, where };
      const after = views(snapshot);
      return { lock: 'known', server, changes: compareSnapshots(before, after, votes), seen: sizeOf(before), where };
    },
  });
}

/** The recording as far as it goes, for a gatherer. */
const recordingSoFar = artifact<Recording>({ id: 'recording-so-far', read: (recording) => recording });

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
    url: () => 'https://owasp.org/www-project-mcp-top-10/',
    tags: ['owasp:MCP03', 'owasp:MCP04'],
    touch: 'passive',
    needs: { drift },
    judge: ({ drift: found }) => {
      const { lock, changes, seen, where } = found as Drift;
      return {
        seen,
        findings: changes.filter(rule.of).map((change) => findingOf(change, where(change))),
        note: NOTES[lock],
      };
    },
  };
}

/** A server that nobody accepted: a lock that is silent about it would be no gate. */
export function knownCheck(drift: Artifact<Drift> = driftArtifact(undefined)): Check {
  return {
    title: 'The lock knows this server',
    level: 'must',
    revisions: ALL,
    requirements: [],
    why: 'What was never accepted cannot drift. A server that slips in beside those of the lock would pass every comparison.',
    fix: 'Accept the server with assay drift accept once someone has read what it says, or name its entry with --name.',
    url: () => 'https://owasp.org/www-project-mcp-top-10/',
    tags: ['owasp:MCP09'],
    touch: 'passive',
    needs: { drift },
    judge: ({ drift: found }) => {
      const { lock, server, where } = found as Drift;
      const change: Change = {
        kind: 'server',
        name: '',
        pointer: '',
        class: 'unclassified',
        rule: 'server-unknown',
        detail: '',
      };
      if (lock === 'known') return { seen: 1, findings: [] };
      if (lock !== 'unknown') return { seen: 0, findings: [], note: NOTES[lock] };
      return {
        seen: 1,
        findings: [
          {
            at: [where(change)],
            got: `"${server}" is not in the lock`,
            want: 'a server that was accepted',
            key: 'server',
          },
        ],
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
