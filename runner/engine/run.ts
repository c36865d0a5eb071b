// One audit, on one page: open, gather, probe, judge, report.
//
// What a target needs to boot is our time to load the rest: the rules, the judges and the report are imported only after
// the target was started or dialled.

import { randomInt } from 'node:crypto';
import type { Json, Recording } from '../../suites/kernel/recording.ts';
import type { HarnessFault, Report } from '../../suites/kernel/report.ts';
import type { Speakers } from '../callers/speakers.ts';
import type { AuditOptions } from '../options.ts';
import { plant } from '../dlp/canaries.ts';
import type { Target } from '../target.ts';
import type { Rule } from './catalog.ts';
import { deadline } from './clock.ts';
import type { End, EvidenceFile } from './evidence.ts';
import { mask, registerSecret, registerUrlSecrets, showUrl } from './mask.ts';
import { open, type OpenContext } from './open.ts';
import type { JudgedAll } from './sit.ts';
import type { Sift } from '../wire/recorder.ts';
import type { Sitting } from './sitting.ts';

/** For tests and suites with a runner of their own: rules instead of the catalog's, and a look at the recordings before they are dropped. */
export interface Inside {
  readonly rules?: readonly Rule[];
  readonly inspect?: (recordings: readonly Recording[]) => void;
}

export async function run(given: Target, options: AuditOptions, inside: Inside = {}): Promise<Report> {
  const began = performance.now();
  const startedAt = new Date();
  const seed = options.seed ?? randomInt(2 ** 31);
  registerCredentials(given);
  const named = { kind: given.kind === 'http' ? ('http' as const) : ('stdio' as const), label: labelOf(given) };
  for (const token of Object.values(options.tokens ?? {})) registerSecret(token);
  const planted = plant(given, options, seed);
  const { target } = planted;
  const evidence = await evidenceOf(options);
  const clock = deadline(options, began);
  const tried: Sitting[] = [];
  clock.signal.addEventListener('abort', () => tried.forEach((sitting) => sitting.abandon()), { once: true });
  let end: End = { type: 'end', incomplete: 'interrupted', faults: [] };
  evidence?.begin(named, seed);
  try {
    options.onEvent?.({ kind: 'phase', phase: 'connect' });
    const comparing = await callersOf(given, target, options, clock.signal);
    const asked: AuditOptions = { ...options, tokens: { ...comparing?.tokens, ...options.tokens } };
    const context: OpenContext = {
      target: comparing?.target ?? target,
      label: labelOf(given),
      options,
      seed,
      timeoutMs: options.timeoutMs ?? 10_000,
      numbering: { frame: 0, exchange: 0, sift: siftingOf(options, inside, seed) },
      began,
      guard: import('../wire/guard.ts').then(({ guard }) => guard),
      onSitting: (sitting) => tried.push(sitting),
      ...(evidence === undefined ? {} : { evidence: (line) => evidence.write(line) }),
    };
    const opening = open(context);
    const { loadSelected, judgeAll } = await import('./sit.ts');
    const [rules, { report }] = await Promise.all([inside.rules ?? loadSelected(options), import('./report.ts')]);
    const opened = await opening;
    for (const { measures } of opened.sittings) measures['dlp.planted'] = planted.around;
    const own = rules.filter(({ id }) => id.startsWith(COMPARING));
    const compares = comparing?.speakers !== undefined && own.length > 0;
    const plain = compares ? rules.filter((rule) => !own.includes(rule)) : rules;
    const first = await judgeAll(opened, plain, asked, clock, evidence);
    const second = compares
      ? await judgeAll(await open({ ...context, ...comparing }), own, options, clock, evidence)
      : undefined;
    const judged = second === undefined ? first : bothOf(first, second);
    options.onEvent?.({ kind: 'phase', phase: 'report' });
    const tokenless = (comparing?.faults.length ?? 0) > 0 ? ('unreachable' as const) : undefined;
    const incomplete = clock.why() ?? judged.incomplete ?? tokenless;
    const recordings = judged.sittings.map((sitting) => sitting.recording());
    inside.inspect?.(recordings);
    const lost = evidence?.problem();
    const unopened = judged.faults.filter(({ stage }) => stage === 'connect');
    end = { type: 'end', faults: unopened, ...(incomplete === undefined ? {} : { incomplete }) };
    return report({
      target: named,
      startedAt,
      durationMs: performance.now() - began,
      seed,
      recordings,
      verdicts: judged.verdicts,
      faults: [
        ...(comparing?.faults ?? []),
        ...judged.faults,
        ...(lost === undefined ? [] : [{ stage: 'report' as const, where: 'evidence', message: lost }]),
      ],
      measures: await measuresOf(recordings),
      options,
      ...(judged.unmasked ? { excerpts: false } : {}),
      ...(incomplete === undefined ? {} : { incomplete }),
    });
  } finally {
    clock.stop();
    await Promise.all(tried.map((sitting) => sitting.shutdown()));
    planted.remove();
    evidence?.close(end);
  }
}

/** Frames too large to keep are looked through for leaks, where rules on leaks are asked for; loaded beside the target. */
function siftingOf(options: AuditOptions, inside: Inside, seed: number): () => Sift | undefined {
  const wanted = inside.rules?.some(({ suite }) => suite === 'dlp') ?? options.suites?.includes('dlp') ?? true;
  let next: (() => Sift | undefined) | undefined;
  if (wanted && options.probes !== false)
    void import('../dlp/sifting.ts').then(({ sifting }) => {
      next = sifting(seed);
    });
  return () => next?.();
}

/** Rules on what several callers get, judged on recordings of their own. */
const COMPARING = 'access/callers/';

interface Comparing {
  readonly target: Target;
  /** Further tokens that the client of the first caller got. */
  readonly tokens?: Readonly<Record<string, string>>;
  readonly speakers?: Speakers;
  readonly faults: readonly HarnessFault[];
}

/** Speaks as the callers of the configuration; a target without credentials of its own is reached as the first of them. */
async function callersOf(
  given: Target,
  target: Target,
  options: AuditOptions,
  signal: AbortSignal,
): Promise<Comparing | undefined> {
  const { callers } = options;
  if (callers === undefined) return undefined;
  for (const { headers, env } of Object.values(callers))
    for (const value of [...Object.values(headers ?? {}), ...Object.values(env ?? {})]) registerSecret(value);
  const { asFirstCaller, speakersOf } = await import('../callers/speakers.ts');
  try {
    const speakers = await speakersOf(callers, options.access, target, signal);
    const own = given.kind === 'http' ? given.headers : given.kind === 'stdio' ? given.env : {};
    const bare = Object.keys(own ?? {}).length === 0;
    const wanted = options.suites === undefined || options.suites.includes('access');
    const reached = bare ? await asFirstCaller(target, callers, speakers) : target;
    const tokens = bare ? await furtherTokens(reached, options, signal) : {};
    // A passive audit is one client, and the first caller will do.
    return { target: reached, tokens, faults: [], ...(options.probes === false || !wanted ? {} : { speakers }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { target, faults: [{ stage: 'connect', where: 'callers', message }] };
  }
}

/** Where the target is reached by an OAuth client, tokens that are not good enough need no operator. */
async function furtherTokens(
  reached: Target,
  options: AuditOptions,
  signal: AbortSignal,
): Promise<AuditOptions['tokens']> {
  const judged = options.suites === undefined || options.suites.includes('conformance');
  const [name, caller] = Object.entries(options.callers ?? {}).find(([, { revoked }]) => revoked !== true) ?? [];
  if (name === undefined || caller?.oauth === undefined || reached.kind !== 'http') return {};
  if (!judged || options.probes === false) return {};
  const { derivedTokens } = await import('../callers/derived.ts');
  const given = Object.entries(reached.headers ?? {}).find(([header]) => header.toLowerCase() === 'authorization')?.[1];
  return derivedTokens(name, caller.oauth, given?.replace(/^Bearer\s+/iu, '') ?? '', signal);
}

const bothOf = (one: JudgedAll, two: JudgedAll): JudgedAll => {
  const incomplete = one.incomplete ?? two.incomplete;
  return {
    sittings: [...one.sittings, ...two.sittings],
    verdicts: [...one.verdicts, ...two.verdicts],
    faults: [...one.faults, ...two.faults],
    unmasked: one.unmasked || two.unmasked,
    ...(incomplete === undefined ? {} : { incomplete }),
  };
};

/** What callers were seen to do, by revision. */
async function measuresOf(recordings: readonly Recording[]): Promise<Record<string, Json>> {
  const compared = recordings.filter(({ facts }) => facts.access !== undefined);
  if (compared.length === 0) return {};
  const { accessFigures } = await import('../../suites/access/callers/figures.ts');
  return { access: Object.fromEntries(compared.map((one) => [one.revision, accessFigures(one)])) };
}

async function evidenceOf(options: AuditOptions): Promise<EvidenceFile | undefined> {
  if (options.evidence === undefined) return undefined;
  const { evidenceFile } = await import('./evidence.ts');
  return evidenceFile(options.evidence);
}

function registerCredentials(target: Target): void {
  if (target.kind === 'stdio') for (const value of Object.values(target.env ?? {})) registerSecret(value);
  if (target.kind !== 'http') return;
  registerUrlSecrets(target.url);
  for (const value of Object.values(target.headers ?? {})) registerSecret(value);
}

/** How the target is named in reports: nothing in it is a credential. */
function labelOf(target: Target): string {
  if (target.label !== undefined) return mask(target.label);
  if (target.kind === 'http') return showUrl(target.url);
  return target.kind === 'streams' ? 'streams' : mask([target.command, ...target.args].join(' '));
}
