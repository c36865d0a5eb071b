// `drift check`: one audit of the drift suite, its lock rules bound to what was accepted, with the figures of the difference.

import type { Check } from '../../suites/kernel/check.ts';
import type { Json, Recording } from '../../suites/kernel/recording.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { CLASSES, changeKey } from '../../suites/drift/change.ts';
import type { Change } from '../../suites/drift/change.ts';
import { compareSnapshots } from '../../suites/drift/compare.ts';
import { unlockServer } from '../../suites/drift/lock/format.ts';
import type { LockedServer } from '../../suites/drift/lock/format.ts';
import { lockChecks } from '../../suites/drift/lock/rules.ts';
import { bumpBetween, isEnough, suggestedBump } from '../../suites/drift/semver.ts';
import type { Snapshot } from '../../suites/drift/snapshot.ts';
import { loadRules, ruleIds, selectIds } from '../engine/catalog.ts';
import type { Rule } from '../engine/catalog.ts';
import { maskDeep } from '../engine/mask.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';
import { LISTING, snapshotIn, watch } from './watch.ts';
import { tokensOf } from '../cost/count.ts';

export interface DriftChecked {
  readonly report: Report;
  readonly changes: readonly Change[];
}

/** Compares a target with what was accepted of it. */
export async function checkDrift(target: Target, locked: LockedServer, options: AuditOptions): Promise<DriftChecked> {
  const before = unlockServer(locked);
  const chosen = new WeakMap<object, boolean>();
  let best: Recording | undefined;
  // A target of two eras gives two recordings; the lock is of one of them, and that one is held to it.
  const accepted = (recording: Recording): Snapshot | undefined =>
    isOf(recording, before, chosen) ? before : undefined;
  const catalog = await loadRules(selectIds(ruleIds(), ['drift'], options.rules));
  const bound = new Map<string, Check>(lockChecks(accepted));
  const rules: Rule[] = catalog.map((rule) => ({ ...rule, check: bound.get(rule.id) ?? rule.check }));
  const { report, recordings } = await watch(target, await pinned(options, before), [...rules, LISTING]);
  best = recordings.find((recording) => isOf(recording, before, chosen)) ?? recordings[0];
  const shown = { ...report, results: report.results.filter(({ rule }) => rule.id !== LISTING.id) };
  const changes = best === undefined ? [] : compareSnapshots(before, snapshotIn(best));
  const summary = { ...shown.summary, skip: shown.summary.skip - (report.results.length - shown.results.length) };
  const after = best === undefined ? undefined : snapshotIn(best);
  const drift = after === undefined ? null : await measuresOf(before, after, changes);
  return { report: { ...shown, summary, measures: { ...shown.measures, drift: maskDeep(drift) } }, changes };
}

/** Asked in the revision of the lock, unless the user named others; a server that left it answers with another one. */
async function pinned(options: AuditOptions, before: Snapshot): Promise<AuditOptions> {
  if (options.revisions !== undefined && options.revisions !== 'auto') return options;
  return before.revision >= '2026-07-28' ? options : { ...options, revisions: 'auto' };
}

/** The recording of the locked era; era by era, since a server may have learnt a newer revision. */
function isOf(recording: Recording, before: Snapshot, memo: WeakMap<object, boolean>): boolean {
  const known = memo.get(recording);
  if (known !== undefined) return known;
  const modern = before.revision >= '2026-07-28';
  const own = modern
    ? recording.era === 'per-request'
    : recording.era === 'initialize' || !recording.facts.speaks.some((one) => one < '2026-07-28');
  memo.set(recording, own);
  return own;
}

/** Figures for the report: how many of each class, the version step asked for and made, tokens before and after. */
export async function measuresOf(before: Snapshot, after: Snapshot, changes: readonly Change[]): Promise<Json> {
  const needed = suggestedBump(changes);
  const [was, is] = [String(before.server['version'] ?? ''), String(after.server['version'] ?? '')];
  const made = bumpBetween(was, is);
  const [old, now] = [await tokensOf(before), await tokensOf(after)];
  return {
    classes: Object.fromEntries(CLASSES.map((one) => [one, changes.filter((change) => change.class === one).length])),
    suggestedBump: needed,
    version: { before: was, after: is, ...(made === undefined ? {} : { made, enough: isEnough(made, needed) }) },
    tokens: { before: old, after: now, gained: now - old },
    changes: changes.map((change) => shortChange(change)),
  };
}

const MOST_VALUE = 2_000;

function shortChange(change: Change): Json {
  const fit = (value: unknown): Json => {
    const text = JSON.stringify(value) ?? 'null';
    return text.length <= MOST_VALUE ? (JSON.parse(text) as Json) : `${text.slice(0, MOST_VALUE)}…`;
  };
  return {
    key: changeKey(change),
    kind: change.kind,
    name: change.name,
    pointer: change.pointer,
    class: change.class,
    rule: change.rule,
    detail: change.detail,
    ...(change.before === undefined ? {} : { before: fit(change.before) }),
    ...(change.after === undefined ? {} : { after: fit(change.after) }),
    ...(change.witness === undefined ? {} : { witness: fit(change.witness) }),
    ...(change.judgement === undefined ? {} : { judgement: { ...change.judgement } }),
    ...(change.words === undefined ? {} : { words: change.words.parts.map(({ kind, text }) => ({ kind, text })) }),
  };
}
