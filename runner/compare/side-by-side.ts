// Starts two targets side by side, asks both the same questions, and judges the second by the first.

import type { Check } from '../../suites/kernel/check.ts';
import { check } from '../../suites/kernel/check.ts';
import { KINDS, type Contract } from '../../suites/contract/format.ts';
import type { Json, JsonObject, Recording } from '../../suites/kernel/recording.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { isObject } from '../../suites/kernel/look.ts';
import { ALL } from '../../suites/kernel/revision.ts';
import type { Era } from '../../suites/kernel/revision.ts';
import { compareSnapshots } from '../../suites/drift/compare.ts';
import { fidelity } from '../../suites/drift/compare/fidelity.ts';
import { besideArtifact, compareCheck, COMPARE_RULES } from '../../suites/drift/compare/rules.ts';
import type { CompareRuleName } from '../../suites/drift/compare/rules.ts';
import { questionsFor, surveyArtifact } from '../../suites/drift/compare/survey.ts';
import type { Agreement, Question, Survey, WrittenCall } from '../../suites/drift/compare/survey.ts';
import { viewsOf } from '../engine/views.ts';
import type { Rule } from '../engine/catalog.ts';
import { maskDeep } from '../engine/mask.ts';
import { measuresOf } from '../drift/check.ts';
import { voteBook } from '../drift/vote-book.ts';
import { watch } from '../drift/watch.ts';
import type { Seen } from '../drift/watch.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';

export interface Sides {
  readonly before: Target;
  readonly after: Target;
}

/** Calls of contracts are asked of both, in the place of the example that a schema gives. */
export async function compareTargets(
  sides: Sides,
  options: AuditOptions,
  contracts: readonly Contract[] = [],
): Promise<Report> {
  const meeting = meetingPoint(contracts.flatMap(writtenCalls));
  const first = surveyArtifact(meeting.first);
  const surveys = new Map<Era, Survey>();
  const beforeDone = watch(sides.before, quiet(options), [surveyRule(first)])
    .then((seen) => {
      for (const recording of seen.recordings) surveys.set(recording.era, viewsOf(recording)(first));
      return seen;
    })
    .finally(() => meeting.firstIsDone());
  const second = surveyArtifact({ ...meeting.second, done: async () => void (await beforeDone) });
  const beside = besideArtifact((recording) => surveys.get(recording.era), second, voteBook());
  const rules = (Object.keys(COMPARE_RULES) as CompareRuleName[]).map((name): Rule => ({
    id: `drift/compare/${name}`,
    suite: 'drift',
    // Needs differ from rule to rule; the engine reads them by name.
    check: compareCheck(name, beside) as unknown as Check,
  }));
  const chosen =
    options.rules === undefined
      ? rules
      : rules.filter(({ id }) => options.rules?.some((wanted) => id.startsWith(wanted.replace(/\*$/, ''))));
  const [before, after] = await Promise.all([beforeDone, watch(sides.after, options, [...chosen, surveyRule(second)])]);
  return joined(before, after, surveys, second);
}

/** Progress and evidence belong to the second target, whose report is written. */
function quiet(options: AuditOptions): AuditOptions {
  const { onEvent: _progress, evidence: _evidence, waivers: _waivers, rules: _rules, ...rest } = options;
  return rest;
}

const SURVEY = 'drift/compare/survey';

/** Makes the engine ask the questions; judges nothing. */
function surveyRule(survey: ReturnType<typeof surveyArtifact>): Rule {
  const asking = check({
    title: 'Both targets are asked the same questions',
    level: 'advice',
    revisions: ALL,
    requirements: [],
    why: 'What was not asked of both cannot be compared.',
    fix: 'Let both answer.',
    touch: 'probing',
    needs: { survey },
    judge: () => ({ seen: 0, findings: [], note: 'nothing is judged here' }),
  });
  return { id: SURVEY, suite: 'drift', check: asking as unknown as Check };
}

/** The first target's lists lead to the questions; the second one waits for them, era by era. */
function meetingPoint(written: readonly WrittenCall[]): {
  readonly first: Agreement;
  readonly second: Agreement;
  readonly firstIsDone: () => void;
} {
  const agreed = new Map<Era, PromiseWithResolvers>();
  const of = (era: Era): PromiseWithResolvers => {
    const known = agreed.get(era) ?? withResolvers();
    agreed.set(era, known);
    return known;
  };
  let ended = false;
  return {
    first: {
      questions: (session, views) => {
        const questions = questionsFor(session, views, written);
        of(session.era).resolve(questions);
        return Promise.resolve(questions);
      },
    },
    second: {
      questions: async (session) => {
        if (ended) of(session.era).resolve([]);
        const questions = await of(session.era).promise;
        const allowed = new Set(session.callable);
        return questions.filter(({ key, params }) => !key.startsWith('call ') || allowed.has(String(params['name'])));
      },
    },
    firstIsDone: () => {
      ended = true;
      for (const era of ['initialize', 'per-request'] as const) of(era).resolve([]);
    },
  };
}

/**
 * Cases whose arguments are an object and stand in the file as they are; those fed by variables or earlier answers
 * belong to no pair, and broken requests are no behaviour of a tool.
 */
function writtenCalls({ tools }: Contract): readonly WrittenCall[] {
  return Object.entries(tools ?? {}).flatMap(([tool, own]) =>
    KINDS.flatMap((kind) =>
      (own[kind] ?? [])
        .filter(({ arguments: given }) => given === undefined || isObject(given))
        .filter(({ arguments: given }) => !JSON.stringify(given ?? null).includes('${'))
        .map((one) => ({
          tool,
          name: one.name,
          params: (one.arguments === undefined ? {} : { arguments: one.arguments }) as JsonObject,
        })),
    ),
  );
}

interface PromiseWithResolvers {
  readonly promise: Promise<readonly Question[]>;
  readonly resolve: (questions: readonly Question[]) => void;
}

function withResolvers(): PromiseWithResolvers {
  let resolve: PromiseWithResolvers['resolve'] = () => undefined;
  const promise = new Promise<readonly Question[]>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** The report of the second target, with what is to be said of both. */
async function joined(
  before: Seen,
  after: Seen,
  surveys: ReadonlyMap<Era, Survey>,
  second: ReturnType<typeof surveyArtifact>,
): Promise<Report> {
  const results = after.report.results.filter(({ rule }) => rule.id !== SURVEY);
  const hidden = after.report.results.filter(({ rule }) => rule.id === SURVEY);
  const summary = { ...after.report.summary };
  for (const { outcome } of hidden) summary[outcome] -= 1;
  const faults = [
    ...before.report.faults.map((fault) => ({ ...fault, where: `before: ${fault.where}` })),
    ...after.report.faults,
  ];
  const exitCode =
    before.report.exitCode >= 3 ? Math.max(before.report.exitCode, after.report.exitCode) : after.report.exitCode;
  const compare = await comparisonOf(before, after, surveys, second);
  return {
    ...after.report,
    results,
    summary,
    faults,
    exitCode,
    measures: { ...after.report.measures, compare: maskDeep(compare) },
  };
}

async function comparisonOf(
  before: Seen,
  after: Seen,
  surveys: ReadonlyMap<Era, Survey>,
  second: ReturnType<typeof surveyArtifact>,
): Promise<Json> {
  const eras: Record<string, Json> = {};
  for (const recording of after.recordings) {
    const one = surveys.get(recording.era);
    if (one === undefined) continue;
    const other = viewsOf(recording)(second);
    const changes = compareSnapshots(one.snapshot, other.snapshot);
    eras[recording.era] = {
      revisions: [one.revision, other.revision],
      fidelity: fidelity(one, other).map((row) => ({ ...row })),
      definitions: await measuresOf(one.snapshot, other.snapshot, changes),
      answers: answersOf(one, other),
    };
  }
  return { before: sideOf(before), after: sideOf(after), eras };
}

const sideOf = ({ report, recordings }: Seen): Json => ({
  target: report.target.label,
  servers: recordings.map((recording: Recording) =>
    `${recording.server.name ?? ''} ${recording.server.version ?? ''}`.trim(),
  ),
  revisions: recordings.map((recording) => recording.revision),
});

const answersOf = (one: Survey, other: Survey): Json =>
  one.answers.flatMap((answer) => {
    const same = other.answers.find(({ key }) => key === answer.key);
    if (same === undefined) return [];
    return [{ question: answer.key, before: figures(answer), after: figures(same) }];
  });

const figures = (answer: Survey['answers'][number]): Json => ({
  shape: answer.shapes[0] ?? '',
  bytes: answer.sizes[0] ?? 0,
  ms: answer.ms.map((ms) => Math.round(ms * 10) / 10),
});
