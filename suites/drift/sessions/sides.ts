// The same server seen from several sides: its other era, its replicas, other callers. What was seen there comes from
// outside the recording, so the rule is made for it; as it stands in the catalog it knows no other side.

import { prompts } from '../../artifacts/prompts.ts';
import { resourceTemplates } from '../../artifacts/resource-templates.ts';
import { resources } from '../../artifacts/resources.ts';
import { tools } from '../../artifacts/tools.ts';
import { artifact } from '../../kernel/check.ts';
import type { Artifact, Check, Where } from '../../kernel/check.ts';
import type { Recording } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import type { Change } from '../change.ts';
import { changeKey } from '../change.ts';
import { placesOf } from '../lock/places.ts';
import { snapshot } from '../snapshot.ts';
import type { Snapshot } from '../snapshot.ts';
import { snapshotDifferences, wordsOf } from './differences.ts';

export interface Side {
  readonly kind: 'era' | 'replica' | 'caller';
  /** `on the replica http://…`, as a person reads it. */
  readonly how: string;
  /** The same from run to run: the name of the caller, the address of the replica. */
  readonly key: string;
  readonly snapshot: Snapshot;
}

/** The other sides that a recording is held against. */
export type SidesOf = (recording: Recording) => readonly Side[];

export interface Seen {
  readonly sides: readonly { readonly side: Side; readonly changes: readonly Change[] }[];
  readonly where: (change: Change) => Where;
}

export const sidesArtifact = (sidesOf?: SidesOf): Artifact<Seen> =>
  artifact<Seen>({
    id: 'drift-sides',
    after: [tools, prompts, resources, resourceTemplates, snapshot],
    read: (recording, views) => {
      const own = views(snapshot);
      const sides = (sidesOf?.(recording) ?? []).map((side) => ({
        side,
        changes: snapshotDifferences(own, side.snapshot).filter((change) => counts(side, change)),
      }));
      return { sides, where: placesOf(recording, views) };
    },
  });

/** Members that only one of the eras has a place for. */
const OF_ONE_ERA = /^\/(?:execution|icons|_meta)(?:\/|$)|\/\$schema$/u;

function counts(side: Side, change: Change): boolean {
  if (side.kind === 'replica') return true;
  // What a server declares belongs to the era, and to what the caller may do. Not everything has a place in both eras,
  // and not everybody may see everything: what two sides both show is the same on both.
  if (change.kind === 'server' || change.pointer === '') return false;
  return side.kind === 'caller' || !OF_ONE_ERA.test(change.pointer);
}

export function sidesCheck(sides: Artifact<Seen> = sidesArtifact()): Check {
  return {
    title: 'Definitions are the same in every era, on every replica and for every caller that may see them',
    level: 'must',
    revisions: ALL,
    requirements: [],
    why: 'A review sees one side. What another side serves was read by nobody, and a client meets it by chance: by its revision, by the balancer, by whose token it holds.',
    fix: 'Build definitions in one place for all sides, and roll out new ones to all replicas before clients meet them.',
    url: () => 'https://owasp.org/www-project-mcp-top-10/',
    tags: ['owasp:MCP03', 'owasp:MCP04'],
    touch: 'passive',
    needs: { sides },
    judge: ({ sides: seen }) => {
      const { sides: found, where } = seen as Seen;
      return {
        seen: found.length,
        findings: found.flatMap(({ side, changes }) =>
          changes.map((change) => ({
            at: [where(change)],
            got: `${side.how}, ${wordsOf(change)}`,
            want: 'the same definitions on every side',
            severity: change.class === 'wording' ? ('medium' as const) : ('high' as const),
            key: `${side.kind}:${side.key}:${changeKey(change)}`,
          })),
        ),
        note: 'only one side was seen: assay drift check looks at both eras, at --replica addresses and as the callers of the configuration',
      };
    },
  };
}
