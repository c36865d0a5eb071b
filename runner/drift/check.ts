// `drift check`: one audit of the drift suite, its lock rules bound to what was accepted, with the figures of the difference.

import type { Check } from '../../suites/kernel/check.ts';
import type { Json, Recording } from '../../suites/kernel/recording.ts';
import type { HarnessFault, Report } from '../../suites/kernel/report.ts';
import { CLASSES, changeKey } from '../../suites/drift/change.ts';
import type { Change } from '../../suites/drift/change.ts';
import { compareSnapshots } from '../../suites/drift/compare.ts';
import { unlockServer } from '../../suites/drift/lock/format.ts';
import type { Lock } from '../../suites/drift/lock/format.ts';
import { lockChecks } from '../../suites/drift/lock/rules.ts';
import { sidesArtifact, sidesCheck } from '../../suites/drift/sessions/sides.ts';
import { bumpBetween, isEnough, suggestedBump } from '../../suites/drift/semver.ts';
import type { Snapshot } from '../../suites/drift/snapshot.ts';
import { loadRules, ruleIds, selectIds } from '../engine/catalog.ts';
import type { Rule } from '../engine/catalog.ts';
import { maskDeep } from '../engine/mask.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';
import { voteBook } from './vote-book.ts';
import type { Callers } from '../callers/caller.ts';
import { lookFromAllSides } from './sides.ts';
import { LISTING, snapshotIn, watch } from './watch.ts';
import { tokensOf } from '../cost/count.ts';

export interface DriftChecked {
  readonly report: Report;
  readonly changes: readonly Change[];
}

/**
 * Compares a target with what was accepted of it. Without a key the server is found by the name that it gives itself,
 * or is the only one in the lock.
 */
export async function checkDrift(
  target: Target,
  lock: Lock,
  options: AuditOptions,
  key?: string,
  callers: Callers = {},
): Promise<DriftChecked> {
  const chosen = chooser(lock, key);
  const book = voteBook();
  const sides = await lookFromAllSides(target, options, callers);
  const catalog = await loadRules(selectIds(ruleIds(), ['drift'], options.rules));
  const bound = new Map<string, Check>(
    lockChecks((recording) => {
      const held = chosen(recording);
      return typeof held === 'object' ? held.before : held;
    }, book),
  );
  bound.set('drift/sessions/same-on-every-side', sidesCheck(sidesArtifact(sides.of)));
  const rules: Rule[] = catalog.map((rule) => ({ ...rule, check: bound.get(rule.id) ?? rule.check }));
  const { report, recordings } = await watch(target, options, [...rules, LISTING]);
  const held = recordings.find((recording) => typeof chosen(recording) === 'object');
  const shown = withFaults(without(report, LISTING.id), sides.faults);
  if (held === undefined) return { report: shown, changes: [] };
  const { before, key: found } = chosen(held) as Held;
  const after = snapshotIn(held);
  const changes = compareSnapshots(before, after, book);
  const drift = { server: found, ...((await measuresOf(before, after, changes)) as object) } as Json;
  return { report: { ...shown, measures: { ...shown.measures, drift: maskDeep(drift) } }, changes };
}

interface Held {
  readonly key: string;
  readonly before: Snapshot;
}

/**
 * What a recording is held to. A target of two eras gives two recordings and the lock is of one of them; a server that
 * left its era is held to the lock in the other.
 */
function chooser(lock: Lock, key: string | undefined): (recording: Recording) => Held | 'elsewhere' | undefined {
  const memo = new Map<string, Held>();
  return (recording) => {
    const names = Object.keys(lock.servers);
    const name =
      key ??
      (recording.server.name !== undefined && names.includes(recording.server.name)
        ? recording.server.name
        : names.length === 1
          ? names[0]
          : undefined);
    const locked = name === undefined ? undefined : lock.servers[name];
    if (name === undefined || locked === undefined) return undefined;
    const modern = locked.revision >= '2026-07-28';
    const speaks = recording.facts.speaks.some((one) => one >= '2026-07-28' === modern);
    if ((recording.era === 'per-request') !== modern && speaks) return 'elsewhere';
    const held = memo.get(name) ?? { key: name, before: unlockServer(locked) };
    memo.set(name, held);
    return held;
  };
}

/** A side that was asked for and could not be looked at is no side that agrees. */
function withFaults(report: Report, faults: readonly HarnessFault[]): Report {
  if (faults.length === 0) return report;
  return { ...report, faults: [...report.faults, ...faults], exitCode: Math.max(report.exitCode, 3) };
}

function without(report: Report, id: string): Report {
  const results = report.results.filter(({ rule }) => rule.id !== id);
  const summary = { ...report.summary };
  for (const { outcome } of report.results.filter(({ rule }) => rule.id === id)) summary[outcome] -= 1;
  return { ...report, results, summary };
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
