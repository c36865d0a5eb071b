// What a second target owes to the first: definitions, answers, messages beside them, eras, statuses, speed.

import { artifact } from '../../kernel/check.ts';
import type { Artifact, Check, Finding, Level } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';
import type { Recording } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import type { Change } from '../change.ts';
import { compareSnapshots } from '../compare.ts';
import type { Votes } from '../schema/vote.ts';
import { findingOf } from '../lock/lock-check.ts';
import { placesOf } from '../lock/places.ts';
import { latencyOf } from './fidelity.ts';
import type { Survey } from './survey.ts';
import { surveyArtifact } from './survey.ts';

/** The survey of the first target in the era of this recording; `undefined` where there is none. */
export type First = (recording: Recording) => Survey | undefined;

export interface Beside {
  readonly before: Survey | undefined;
  readonly after: Survey;
  readonly changes: readonly Change[];
  readonly where: ReturnType<typeof placesOf>;
}

export function besideArtifact(
  first: First | undefined,
  survey: Artifact<Survey> = surveyArtifact(undefined),
  votes?: Votes,
): Artifact<Beside> {
  return artifact<Beside>({
    id: 'beside',
    after: [survey],
    ...(first === undefined || votes === undefined
      ? {}
      : {
          gather: async (_session, views) => {
            const after = views(survey);
            const before = first(after.recording);
            if (before !== undefined) await votes.prepare(before.snapshot, after.snapshot);
          },
        }),
    read: (recording, views) => {
      const before = first?.(recording);
      const after = views(survey);
      return {
        before,
        after,
        changes: before === undefined ? [] : compareSnapshots(before.snapshot, after.snapshot, votes),
        where: placesOf(recording, views),
      };
    },
  });
}

interface CompareRule {
  readonly title: string;
  readonly level: Level;
  readonly why: string;
  readonly fix: string;
  readonly judge: (
    before: Survey,
    after: Survey,
    beside: Beside,
  ) => { readonly seen: number; readonly findings: readonly Finding[] };
}

const byClass =
  (wanted: (change: Change) => boolean): CompareRule['judge'] =>
  (before, _after, { changes, where }) => ({
    seen: 1 + Object.keys(before.snapshot.tool).length + Object.keys(before.snapshot.prompt).length,
    findings: changes.filter(wanted).map((change) => findingOf(change, where(change))),
  });

/** A gateway may well have a name and version of its own. */
const isIdentity = ({ rule }: Change): boolean => rule === 'server-name-changed' || rule === 'server-version-changed';

export const COMPARE_RULES = {
  breaking: {
    title: 'The second target takes nothing away that callers of the first rely on',
    level: 'must',
    why: 'Clients written for the first target are pointed at the second one. What it lacks or refuses, they find out in production.',
    fix: 'Pass on what is missing, or tell callers and raise the major version.',
    judge: byClass((change) => change.class === 'breaking'),
  },
  permissions: {
    title: 'The second target asks for no more trust than the first',
    level: 'must',
    why: 'Annotations decide what hosts run without asking. A gateway that drops or rewrites them changes what is approved.',
    fix: 'Pass annotations on as they are.',
    judge: byClass((change) => change.class === 'permissions'),
  },
  unclassified: {
    title: 'No difference between the two targets is left that nobody can classify',
    level: 'should',
    why: 'What cannot be classified may break callers as well as not.',
    fix: 'Look at the two definitions side by side and decide.',
    judge: byClass((change) => change.class === 'unclassified' && !isIdentity(change)),
  },
  wording: {
    title: 'Texts of the second target read as those of the first',
    level: 'should',
    why: 'Models choose and fill in tools by these words; an upgrade that rewords changes behaviour, a gateway that rewords must not.',
    fix: 'Read the words that came and went.',
    judge: byClass((change) => change.class === 'wording' && !isIdentity(change)),
  },
  additions: {
    title: 'The second target lists nothing that the first does not',
    level: 'advice',
    why: 'What is new breaks nobody and wants to be read once.',
    fix: 'Read what was added.',
    judge: byClass((change) => change.class === 'additive'),
  },
  answers: {
    title: 'The same questions get answers of the same shape from both targets',
    level: 'must',
    why: 'Definitions promise little about results. Lost structured content, other blocks or errors in place of results break whoever reads them.',
    fix: 'Compare the two exchanges of the finding and pass results on whole.',
    judge: (before, after) => {
      const pairs = before.answers.flatMap((one) => {
        const other = after.answers.find(({ key }) => key === one.key);
        return other === undefined ? [] : [{ one, other }];
      });
      const findings = pairs
        .filter(({ one, other }) => !one.shapes.some((shape) => other.shapes.includes(shape)))
        .map(({ one, other }): Finding => ({
          at: [{ exchange: other.exchange.id }],
          got: `${one.key}: ${other.shapes[0]}`,
          want: `as before: ${one.shapes[0]}`,
          key: one.key,
        }));
      return { seen: pairs.length, findings };
    },
  },
  messages: {
    title: 'Progress, logs and requests to the client pass through',
    level: 'must',
    why: 'Progress, log messages, sampling, elicitation and roots travel beside the answers. Gateways lose them first, and users then see nothing move or tools fail.',
    fix: 'Relay notifications and requests of the upstream on the stream of the call that they belong to, and declare the capabilities of the client behind the gateway.',
    judge: (before, after) => {
      const came = Object.entries(before.beside).filter(([, seen]) => seen > 0);
      const findings = came
        .filter(([what]) => after.beside[what as keyof typeof after.beside] === 0)
        .map(([what, seen]): Finding => ({
          at: [{ exchange: after.answers[0]?.exchange.id ?? after.opening?.id ?? '' }],
          got: `${what}: none came`,
          want: `as before: ${seen} came for the same questions`,
          key: what,
        }));
      return { seen: came.length, findings };
    },
  },
  progress: {
    title: 'Progress comes as often as from the first target',
    level: 'should',
    why: 'A gateway that answers before it has relayed the last progress leaves every bar short of its end.',
    fix: 'Relay what came before the answer before the answer.',
    judge: (before, after) => {
      const [was, is] = [before.beside.progress, after.beside.progress];
      const fewer = is > 0 && is < was && before.snapshot.server['version'] === after.snapshot.server['version'];
      const place = [{ exchange: after.answers[0]?.exchange.id ?? '' }];
      return {
        seen: was > 0 ? 1 : 0,
        findings: fewer
          ? [
              {
                at: place,
                got: `${is} progress notifications`,
                want: `as before: ${was} for the same questions`,
                key: 'progress',
              },
            ]
          : [],
      };
    },
  },
  revisions: {
    title: 'The second target speaks every revision that the first speaks',
    level: 'must',
    why: 'A client that only knows an older revision, or only the newest, is locked out by a target that dropped it.',
    fix: 'Serve the revisions that the first target serves, or announce the end of one.',
    judge: (before, after) => ({
      seen: before.speaks.length,
      findings: before.speaks
        .filter((revision) => !after.speaks.includes(revision))
        .map((revision): Finding => ({
          at: [{ exchange: after.opening?.id ?? '' }],
          got: `${revision} is not spoken`,
          want: 'every revision of the first target',
          key: revision,
        })),
    }),
  },
  statuses: {
    title: 'HTTP statuses for requests out of order are those of the first target',
    level: 'should',
    why: 'Clients act on statuses alone: 404 makes them start a new session, 400 makes them give up.',
    fix: 'Answer an unknown session with 404, broken input with 400, an unserved method with 405.',
    judge: (before, after) => {
      const both = Object.keys(before.statuses).filter((what) => Object.hasOwn(after.statuses, what));
      return {
        seen: both.length,
        findings: both
          .filter((what) => before.statuses[what] !== after.statuses[what])
          .map((what): Finding => ({
            at: after.recording.exchanges
              .filter((one) => one.by === 'artifact:survey' && one.tag === what)
              .map((one) => ({ exchange: one.id })),
            got: `${what}: ${after.statuses[what]}`,
            want: `as before: ${before.statuses[what]}`,
            key: what,
          })),
      };
    },
  },
  order: {
    title: 'Tools are listed in the order of the first target',
    level: 'advice',
    why: 'Another order empties the prompt cache of every host, and moves what models choose where two tools fit.',
    fix: 'Keep the order of the upstream list.',
    judge: (before, after) => {
      const both = new Set(before.order.filter((name) => after.order.includes(name)));
      const [old, now] = [before.order, after.order].map((names) => names.filter((name) => both.has(name)));
      const equal = old?.join('\n') === now?.join('\n');
      return {
        seen: both.size,
        findings: equal
          ? []
          : [
              {
                at: [at(after.listed, 'result', 'tools')],
                got: `${now?.slice(0, 5).join(', ')}, …`,
                want: `${old?.slice(0, 5).join(', ')}, …`,
                key: 'order',
              },
            ],
      };
    },
  },
  latency: {
    title: 'The second target answers about as fast as the first',
    level: 'advice',
    why: 'Every call of an agent waits for the one before it; a gateway that starts a process for each request is felt at once.',
    fix: 'Keep connections and processes open between requests.',
    judge: (before, after) => {
      const { before: was, after: is, slower } = latencyOf(before, after);
      const slowest = after.answers.toSorted((one, two) => two.exchange.ms - one.exchange.ms)[0];
      return {
        seen: after.answers.length,
        findings: slower
          ? [
              {
                at: [{ exchange: slowest?.exchange.id ?? '' }],
                got: `${is.toFixed(0)} ms in the middle`,
                want: `about ${was.toFixed(0)} ms`,
                key: 'latency',
              },
            ]
          : [],
      };
    },
  },
} as const satisfies Readonly<Record<string, CompareRule>>;

export type CompareRuleName = keyof typeof COMPARE_RULES;

const needsOf = (beside: Artifact<Beside>): { readonly beside: Artifact<Beside> } => ({ beside });

export function compareCheck(
  name: CompareRuleName,
  beside: Artifact<Beside> = besideArtifact(undefined),
): Check<ReturnType<typeof needsOf>> {
  const rule: CompareRule = COMPARE_RULES[name];
  return {
    title: rule.title,
    level: rule.level,
    revisions: ALL,
    requirements: [],
    why: rule.why,
    fix: rule.fix,
    url: () => 'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports',
    tags: ['compare'],
    touch: 'passive',
    needs: needsOf(beside),
    judge: ({ beside: found }) => {
      if (found.before === undefined)
        return {
          seen: 0,
          findings: [],
          note: 'there is no second target to compare with in this era: use assay compare',
        };
      return { ...rule.judge(found.before, found.after, found), note: 'the first target shows nothing of this' };
    },
  };
}
