// One run through a gateway, on one page: open it in each era, make sure whose corpus is behind it, ask every case, judge.

import type { GatewayMeasures, Row } from '../../../suites/dlp/gateway/rows.ts';
import { tablesOf, type LeakTables } from '../../../suites/dlp/gateway/table.ts';
import type { Json, Recording } from '../../../suites/kernel/recording.ts';
import type { HarnessFault, Report } from '../../../suites/kernel/report.ts';
import { loadRules, ruleIds, selectIds } from '../../engine/catalog.ts';
import { judge } from '../../engine/judge.ts';
import type { LaneSession } from '../../engine/lane-session.ts';
import { registerSecret, registerUrlSecrets, showUrl } from '../../engine/mask.ts';
import { open } from '../../engine/open.ts';
import { report, type ReportInput } from '../../engine/report.ts';
import type { Sitting } from '../../engine/sitting.ts';
import { viewsOf } from '../../engine/views.ts';
import { clockOf, type RunClock } from '../../load/clock.ts';
import { evidenceKeeper } from '../../load/keep-evidence.ts';
import type { AuditOptions } from '../../options.ts';
import type { HttpTarget, Target } from '../../target.ts';
import type { Numbering } from '../../wire/recorder.ts';
import { askAbout, askAll, askOne, type Asked } from './ask.ts';
import { corpusOf, SIZES, type Corpus, type Size } from './corpus.ts';
import { latencyOf, type Latency } from './latency.ts';
import { came, fenceIn, outcomesOf } from './outcomes.ts';
import { recordingOf } from './recording.ts';

export interface ThroughOptions extends Pick<
  AuditOptions,
  'revisions' | 'failOn' | 'timeoutMs' | 'budgetMs' | 'seed' | 'evidence' | 'signal' | 'waivers' | 'onEvent' | 'rules'
> {
  /** Default: the one that the upstream says it serves. */
  readonly corpus?: Size;
  /** Straight to the upstream, past the gateway: for added latency, and for what arrived there. */
  readonly upstream?: string;
  /** Pairs of requests for the latency; default 40. */
  readonly pairs?: number;
}

/** What is wrong with how the run was asked for, not with the gateway. */
export class WrongCorpus extends Error {}

export interface EraTables extends LeakTables {
  readonly latency?: Latency;
}

/** Calls every case of the corpus through a gateway and says what came through. @throws WrongCorpus */
export async function through(target: Target, options: ThroughOptions = {}): Promise<Report> {
  const startedAt = new Date();
  const began = performance.now();
  const clock = clockOf(options, 600_000);
  const tried: Sitting[] = [];
  clock.signal.addEventListener('abort', () => tried.forEach((sitting) => sitting.abandon()), { once: true });
  const evidence = evidenceKeeper(options.evidence);
  const label = labelOf(target);
  const context: Context = { options, clock, began, numbering: { frame: 0, exchange: 0 }, tried, label };
  register(target, options.upstream);
  try {
    const found = await overAll(target, context);
    const { recordings } = found;
    evidence.keep(recordings);
    const rules = await loadRules(selectIds(ruleIds(), ['dlp'], ['dlp/gateway/']));
    const verdicts = recordings.flatMap((recording) => {
      const read = viewsOf(recording);
      return rules.map((rule) => judge(rule, recording, read));
    });
    const incomplete: ReportInput['incomplete'] =
      clock.why() ?? (found.problem === undefined ? undefined : 'unreachable');
    const faults: HarnessFault[] =
      found.problem === undefined ? [] : [{ stage: 'connect', where: 'dlp', message: found.problem }];
    return report({
      target: { kind: target.kind === 'http' ? 'http' : 'stdio', label },
      startedAt,
      durationMs: performance.now() - began,
      seed: found.corpus?.seed ?? options.seed ?? 0,
      recordings,
      verdicts,
      faults,
      options,
      measures: measuresOf(found),
      ...(incomplete === undefined ? {} : { incomplete }),
    });
  } finally {
    clock.stop();
    await Promise.all(tried.map((sitting) => sitting.shutdown()));
  }
}

interface Context {
  readonly options: ThroughOptions;
  readonly clock: RunClock;
  readonly began: number;
  readonly numbering: Numbering;
  readonly tried: Sitting[];
  readonly label: string;
}

interface Found {
  readonly corpus: Corpus | undefined;
  readonly recordings: readonly Recording[];
  readonly eras: Readonly<Record<string, EraTables>>;
  /** Why nothing could be judged. */
  readonly problem?: string;
}

const labelOf = (target: Target): string =>
  target.label ?? (target.kind === 'http' ? showUrl(target.url) : target.kind === 'stdio' ? target.command : 'streams');

function register(target: Target, upstream: string | undefined): void {
  if (target.kind === 'http') {
    registerUrlSecrets(target.url);
    Object.values(target.headers ?? {}).forEach(registerSecret);
  }
  if (target.kind === 'stdio') Object.values(target.env ?? {}).forEach(registerSecret);
  if (upstream !== undefined) registerUrlSecrets(upstream);
}

function measuresOf({ corpus, eras }: Found): Record<string, Json> {
  if (corpus === undefined) return {};
  const count = (direction: string, planted: boolean): number =>
    corpus.cases.filter((one) => one.direction === direction && one.planted === planted).length;
  const sizes = {
    seed: corpus.seed,
    corpus: corpus.size,
    planted: count('result', true),
    plantedArguments: count('argument', true),
    lookalikes: count('result', false) + count('argument', false),
  };
  return { dlp: { ...sizes, eras } as unknown as Json };
}

async function overAll(target: Target, context: Context): Promise<Found> {
  const { options, clock } = context;
  options.onEvent?.({ kind: 'phase', phase: 'connect' });
  const opened = await openAt(target, context, options.revisions ?? 'auto');
  const [first] = opened.sittings;
  if (first?.main === undefined) {
    const problem = opened.problems.join('; ') || 'no revision that was asked for is spoken here';
    return { corpus: undefined, recordings: [], eras: {}, problem };
  }
  const direct = await openDirect(context, first);
  const corpus = await agreed(first.main, direct?.main, options);
  const recordings: Recording[] = [];
  const eras: Record<string, EraTables> = {};
  for (const sitting of opened.sittings) {
    if (clock.signal.aborted) break;
    options.onEvent?.({ kind: 'phase', phase: 'corpus', note: sitting.revision });
    const side = sitting === first ? direct : await openDirect(context, sitting);
    const { measures, latency } = await oneEra(sitting, side?.main, corpus, context);
    recordings.push(recordingOf(sitting, measures));
    eras[sitting.revision] = { ...tablesOf(measures), ...(latency === undefined ? {} : { latency }) };
    for (const one of [sitting, side]) await one?.shutdown();
  }
  const known = recordings.every(({ measures }) => (measures['gateway'] as unknown as GatewayMeasures).recognised);
  const problem = `nothing came through at the end that shows the corpus of seed ${corpus.seed} (${corpus.size}) behind the gateway`;
  return { corpus, recordings, eras, ...(known || clock.signal.aborted ? {} : { problem }) };
}

const openAt = (
  target: Target,
  { options, began, numbering, tried, label }: Context,
  revisions: NonNullable<AuditOptions['revisions']>,
): ReturnType<typeof open> =>
  open({
    target,
    label,
    options: { revisions },
    seed: options.seed ?? 0,
    timeoutMs: options.timeoutMs ?? 10_000,
    numbering,
    began,
    guard: import('../../wire/guard.ts').then(({ guard }) => guard),
    onSitting: (sitting) => tried.push(sitting),
  });

/** The same revision straight at the upstream; in another where the gateway translates. */
async function openDirect(context: Context, { revision }: Sitting): Promise<Sitting | undefined> {
  const { upstream } = context.options;
  if (upstream === undefined) return undefined;
  const target: HttpTarget = { kind: 'http', url: upstream };
  const same = await openAt(target, context, [revision]);
  const [found] = same.sittings.length > 0 ? same.sittings : (await openAt(target, context, 'auto')).sittings;
  if (found === undefined)
    throw new WrongCorpus(`nothing answers at ${showUrl(upstream)}: ${same.problems.join('; ')}`);
  return found;
}

/** The corpus that both sides mean: as given, or as the upstream says; never two that differ. */
async function agreed(
  session: LaneSession,
  direct: LaneSession | undefined,
  { seed, corpus: size }: ThroughOptions,
): Promise<Corpus> {
  const line = (direct === undefined ? undefined : await askAbout(direct)) ?? (await askAbout(session));
  const said = /^corpus seed=(\d+) size=(\w+) mark=(\w+)$/.exec(line ?? '');
  if (said === null) {
    if (seed === undefined)
      throw new WrongCorpus('the upstream cannot say through this gateway which corpus it serves: give its --seed.');
    return corpusOf(seed, size ?? 'pairs');
  }
  const served = { seed: Number(said[1]), size: SIZES.find((one) => one === said[2]) ?? 'pairs' };
  if ((seed ?? served.seed) !== served.seed || (size ?? served.size) !== served.size)
    throw new WrongCorpus(
      `the upstream serves seed ${served.seed} (corpus ${served.size}), not seed ${seed ?? served.seed} (${size ?? served.size}).`,
    );
  const corpus = corpusOf(served.seed, served.size);
  if (corpus.mark !== said[3])
    throw new WrongCorpus('the upstream is of another version of Assay: its corpus differs.');
  return corpus;
}

async function oneEra(
  sitting: Sitting,
  direct: LaneSession | undefined,
  corpus: Corpus,
  { options, clock }: Context,
): Promise<{ readonly measures: GatewayMeasures; readonly latency: Latency | undefined }> {
  const session = (sitting.main as LaneSession).as('dlp');
  const asked = await askAll(session, corpus, {
    signal: clock.signal,
    ...(direct === undefined ? {} : { direct }),
    onDone: (done, total) => {
      if (done % 25 === 0 || done === total) options.onEvent?.({ kind: 'probes', done, total });
    },
  });
  const { rows, alterations } = outcomesOf(corpus, asked);
  // Reading a large corpus takes a while, in which idle connections end: that must be seen before one is used again.
  await session.pause(20);
  const recognised = await stands(session, corpus, rows, asked);
  const pairs = options.pairs === undefined ? {} : { pairs: options.pairs };
  const latency = recognised
    ? await latencyOf(corpus, session, direct, { renamed: asked.renamed, signal: clock.signal, ...pairs })
    : undefined;
  return { measures: { rows, alterations, recognised }, latency };
}

/**
 * The corpus is behind the gateway, and still is: a server or a session that was lost on the way would look like a gateway
 * that stops everything. The upstream's own word past the gateway would not show that this gateway stands before it.
 */
async function stands(session: LaneSession, corpus: Corpus, rows: readonly Row[], asked: Asked): Promise<boolean> {
  const one = fenceIn(corpus, rows);
  if (one !== undefined && came(one, await askOne(session, one, asked.renamed))) return true;
  return (await askAbout(session)) !== undefined;
}
