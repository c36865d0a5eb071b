// Verdicts to a report: keys, excerpts, summary, exit code; the one place where everything is masked on its way out.

import type { Where } from '../../suites/kernel/check.ts';
import type { Exchange, Frame, Json, Recording } from '../../suites/kernel/recording.ts';
import type {
  Excerpt,
  HarnessFault,
  Report,
  ReportFinding,
  Result,
  RuleCard,
  VerdictKind,
} from '../../suites/kernel/report.ts';
import { eraOf, type Revision } from '../../suites/kernel/revision.ts';
import { pageOf } from '../../suites/requirements/pages.ts';
import type { AuditOptions } from '../options.ts';
import type { Rule } from './catalog.ts';
import type { Verdict } from './judge.ts';
import { boundedKey, boundedPlaces, boundedReason, boundedText } from './bounded.ts';
import { boundedObject, cutAround } from './cut.ts';
import { mask, maskDeep } from './mask.ts';
import { VERSION } from '../version.ts';

export interface ReportInput {
  readonly target: Report['target'];
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly seed: number;
  readonly recordings: readonly Recording[];
  readonly verdicts: readonly Verdict[];
  readonly faults: readonly HarnessFault[];
  readonly measures?: Readonly<Record<string, Json>>;
  readonly options: AuditOptions;
  /** False: nothing that the target said is quoted. */
  readonly excerpts?: boolean;
  /** Why not all could be judged, if so. */
  readonly incomplete?: 'unreachable' | 'died' | 'budget' | 'interrupted';
}

/** Findings of one result that are written out; a fault in 10,000 tools is one fault. */
const FINDINGS = 100;
const EXCERPT = 6000;
/** What we sent is kept longer: `assay replay` sends it again. */
const SENT = 80_000;

const UNQUOTED: HarnessFault = {
  stage: 'report',
  where: 'excerpts',
  message:
    'left out: there was too much to look through for what leaked before the budget ended, and it might be quoted',
};

export function cardOf(rule: Rule, revision?: Revision): RuleCard {
  const { check } = rule;
  const inForce = revision ?? check.revisions.until ?? '2026-07-28';
  const [first] = check.requirements;
  const page = check.url?.(inForce) ?? (first === undefined ? undefined : pageOf(first, inForce));
  return {
    id: rule.id,
    title: check.title,
    level: (revision === undefined ? undefined : check.levels?.[revision]) ?? check.level,
    requirements: check.requirements,
    url: page ?? `https://modelcontextprotocol.io/specification/${inForce}`,
    why: check.why,
    fix: check.fix,
    tags: check.tags ?? [],
  };
}

export function report(input: ReportInput): Report {
  const results = onePerRule(input.verdicts).map((verdict) => resultOf(verdict, input.options));
  const summary: Record<VerdictKind, number> = { pass: 0, fail: 0, warn: 0, skip: 0, error: 0 };
  for (const { outcome } of results) summary[outcome] += 1;
  const draft: Report = {
    format: 'assay-report/1',
    tool: { name: 'mcp-assay', version: VERSION },
    startedAt: input.startedAt.toISOString(),
    durationMs: Math.round(input.durationMs),
    seed: input.seed,
    target: input.target,
    runs: distinct(input.recordings).map((recording) => ({
      revision: recording.revision,
      era: eraOf(recording.revision),
      transport: recording.transport,
      server: { name: boundedText(recording.server.name ?? ''), version: boundedText(recording.server.version ?? '') },
      capabilities: boundedObject(recording.capabilities),
    })),
    results,
    faults: [...input.faults, ...input.verdicts.flatMap(judgeFault), ...(input.excerpts === false ? [UNQUOTED] : [])],
    excerpts: input.excerpts === false ? {} : excerptsOf(results, input.recordings),
    measures: input.measures ?? {},
    summary,
    exitCode: exitCodeOf(results, input),
  };
  return masked(draft);
}

/** What we say ourselves is no secret, whatever a credential happens to read: ids and words of the format stay whole. */
function masked(draft: Report): Report {
  return {
    ...draft,
    target: { ...draft.target, label: mask(draft.target.label) },
    runs: draft.runs.map((one) => ({
      ...one,
      server: maskDeep(one.server),
      capabilities: maskDeep(one.capabilities),
    })),
    results: draft.results.map(maskedResult),
    faults: draft.faults.map((fault) => ({ ...fault, message: mask(fault.message) })),
    excerpts: Object.fromEntries(Object.entries(draft.excerpts).map(([id, excerpt]) => [id, maskDeep(excerpt)])),
    measures: maskDeep(draft.measures),
  };
}

function maskedResult(result: Result): Result {
  const own = `${result.rule.id}:`;
  return {
    ...result,
    ...(result.reason === undefined ? {} : { reason: { ...result.reason, note: mask(result.reason.note) } }),
    ...(result.waived === undefined ? {} : { waived: mask(result.waived) }),
    findings: result.findings.map((finding) => ({
      ...finding,
      at: finding.at.map((where) => (where.pointer === undefined ? where : { ...where, pointer: mask(where.pointer) })),
      got: mask(finding.got),
      want: mask(finding.want),
      key: own + mask(finding.key.slice(own.length)),
    })),
  };
}

/** Callers are compared in recordings of their own, of runs that are there already. */
const distinct = (recordings: readonly Recording[]): readonly Recording[] =>
  recordings.filter(
    ({ revision, transport }, index) =>
      index === recordings.findIndex((one) => one.revision === revision && one.transport === transport),
  );

function judgeFault(verdict: Verdict): readonly HarnessFault[] {
  return verdict.thrown === undefined
    ? []
    : [{ stage: 'judge', where: verdict.rule.id, message: boundedText(verdict.thrown) }];
}

/** A rule outside its span says so once, and only where it was judged nowhere. */
function onePerRule(verdicts: readonly Verdict[]): readonly Verdict[] {
  const isOutside = ({ reason }: Verdict): boolean => reason?.kind === 'revision' || reason?.kind === 'transport';
  const inside = new Set(verdicts.filter((verdict) => !isOutside(verdict)).map(({ rule }) => rule.id));
  const told = new Set<string>();
  return verdicts.filter((verdict) => {
    if (!isOutside(verdict)) return true;
    if (inside.has(verdict.rule.id) || told.has(verdict.rule.id)) return false;
    told.add(verdict.rule.id);
    return true;
  });
}

function resultOf(verdict: Verdict, options: AuditOptions): Result {
  const card = cardOf(verdict.rule, verdict.recording.revision);
  const findings = withKeys(verdict);
  const waiver = waiverOf(verdict, findings, options);
  return {
    rule: { ...card, level: verdict.level },
    suite: verdict.rule.suite,
    revision: verdict.recording.revision,
    transport: verdict.recording.transport,
    outcome: verdict.outcome,
    seen: verdict.seen,
    ...(verdict.reason === undefined ? {} : { reason: boundedReason(verdict.reason) }),
    findings,
    ms: verdict.ms,
    ...(waiver === undefined ? {} : { waived: waiver }),
  };
}

function withKeys(verdict: Verdict): readonly ReportFinding[] {
  const used = new Map<string, number>();
  const severity =
    verdict.rule.check.severity ?? (verdict.level === 'must' ? 'high' : verdict.level === 'should' ? 'medium' : 'low');
  return verdict.findings.slice(0, FINDINGS).map((finding) => {
    const local = boundedKey(finding.key ?? keyFrom(finding.at[0]));
    const count = (used.get(local) ?? 0) + 1;
    used.set(local, count);
    const key = `${verdict.rule.id}:${local}${count > 1 ? `-${count}` : ''}`;
    return {
      at: boundedPlaces(finding.at),
      got: boundedText(finding.got),
      want: boundedText(finding.want),
      severity: finding.severity ?? severity,
      key,
    };
  });
}

/** Without a key of its own a finding is told apart by its place, positions left out. */
const keyFrom = (where: Where | undefined): string =>
  (where?.pointer ?? '')
    .split('/')
    .filter((token) => token !== '' && !/^\d+$/.test(token))
    .join('.') || 'target';

function waiverOf(verdict: Verdict, findings: readonly ReportFinding[], options: AuditOptions): string | undefined {
  if (verdict.outcome !== 'fail' && verdict.outcome !== 'warn') return undefined;
  const matching = (options.waivers ?? []).filter(({ rule }) =>
    rule.endsWith('*') ? verdict.rule.id.startsWith(rule.slice(0, -1)) : rule === verdict.rule.id,
  );
  const whole = matching.find(({ finding }) => finding === undefined);
  if (whole !== undefined) return whole.reason;
  const waived = matching.filter(({ finding }) => findings.some(({ key }) => key === finding));
  const all = findings.length > 0 && findings.every(({ key }) => waived.some(({ finding }) => finding === key));
  return all ? waived.map(({ reason }) => reason).join('; ') : undefined;
}

/** Codes of the interface: what could not be judged weighs more than what failed, a fault of ours more than both. */
export function exitCodeOf(results: readonly Result[], input: Pick<ReportInput, 'incomplete' | 'options'>): number {
  if (input.incomplete === 'interrupted') return 130;
  if (results.some(({ outcome }) => outcome === 'error')) return 4;
  if (input.incomplete !== undefined) return 3;
  const failOn = input.options.failOn ?? 'fail';
  if (failOn === 'never') return 0;
  const failed = results.some(
    ({ outcome, rule, waived }) =>
      waived === undefined &&
      (outcome === 'fail' || (failOn === 'warn' && outcome === 'warn' && rule.level !== 'advice')),
  );
  return failed ? 1 : 0;
}

function excerptsOf(results: readonly Result[], recordings: readonly Recording[]): Record<string, Excerpt> {
  const wanted = new Map<string, string[]>();
  for (const { findings } of results)
    for (const { at } of findings)
      for (const { exchange, pointer } of at)
        wanted.set(exchange, [...(wanted.get(exchange) ?? []), ...(pointer === undefined ? [] : [pointer])]);
  const excerpts: Record<string, Excerpt> = {};
  for (const { exchanges, frames } of recordings) {
    for (const exchange of exchanges) {
      const pointers = wanted.get(exchange.id);
      if (pointers !== undefined) excerpts[exchange.id] = excerptOf(exchange, pointers);
    }
    for (const frame of frames) {
      const pointers = wanted.get(`f${frame.seq}`);
      if (pointers === undefined) continue;
      const text = show([frame], frame.origin === 'target' ? EXCERPT : SENT, pointers);
      excerpts[`f${frame.seq}`] =
        frame.origin === 'target' ? { sent: '', received: text } : { sent: text, received: '' };
    }
  }
  return excerpts;
}

export const excerptOf = (exchange: Exchange, pointers: readonly string[] = []): Excerpt => ({
  sent: show([exchange.sent], SENT, []),
  received: show(exchange.received, EXCERPT, pointers),
});

function show(frames: readonly Frame[], most: number, pointers: readonly string[]): string {
  let text = '';
  for (const frame of frames) {
    if (text.length > most) return `${text.slice(0, most)}\n… cut`;
    const head =
      frame.origin === 'harness' && frame.http?.url !== undefined
        ? `${frame.http.method ?? ''} ${frame.http.url}\n${frame.http.headers.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n`
        : '';
    const long =
      frame.origin === 'target' && frame.raw.length > most && frame.json !== undefined && pointers.length > 0;
    // The places that findings point to come first of all: a message cut around them may exceed the limit.
    if (long) return `${text}${text === '' ? '' : '\n'}${cutAround(frame.json, pointers)}`;
    text += `${text === '' ? '' : '\n'}${head}${frame.raw.slice(0, most)}`;
    if (frame.cut !== undefined) text += `\n… ${frame.cut} bytes not kept`;
    for (const { at, text: piece } of frame.extracts ?? []) text += `\n… at byte ${at}: ${piece}`;
  }
  return text.length > most ? `${text.slice(0, most)}\n… cut` : text;
}
