// Lets one rule look at one recording; only a throw makes an error, and only here is it caught.

import type { Finding, Judged, Look, Skip } from '../../suites/kernel/check.ts';
import { resultOf } from '../../suites/kernel/look.ts';
import type { Exchange, Recording } from '../../suites/kernel/recording.ts';
import type { VerdictKind } from '../../suites/kernel/report.ts';
import type { Level, ViewReader } from '../../suites/kernel/check.ts';
import type { Rule } from './catalog.ts';
import { outside } from './plan.ts';
import { activeNeed, orderOf, undeclared, viewsFor } from './views.ts';

export interface Verdict {
  readonly rule: Rule;
  readonly recording: Recording;
  readonly level: Level;
  readonly outcome: VerdictKind;
  readonly seen: number;
  readonly findings: readonly Finding[];
  readonly reason?: Skip;
  /** The message of what was thrown. */
  readonly thrown?: string;
  readonly ms: number;
}

export interface JudgeOptions {
  /** Why the probe of a rule did not run or did not end, by rule id. */
  readonly blocked?: ReadonlyMap<string, Skip>;
  /** What the probe of a rule threw. */
  readonly thrown?: ReadonlyMap<string, string>;
  readonly probes?: boolean;
}

/** The level in force decides what findings mean; the author of a rule cannot. */
const OUTCOME: Readonly<Record<Level, VerdictKind>> = { must: 'fail', should: 'warn', advice: 'warn' };

export function judge(rule: Rule, recording: Recording, read: ViewReader, options: JudgeOptions = {}): Verdict {
  const began = performance.now();
  const level = rule.check.levels?.[recording.revision] ?? rule.check.level;
  const base = { rule, recording, level, seen: 0, findings: [] };
  const timed = (verdict: Omit<Verdict, 'ms'>): Verdict => ({
    ...verdict,
    ms: Math.round((performance.now() - began) * 1000) / 1000,
  });
  const skip = outside(rule, recording.revision, recording.transport) ?? before(rule, recording, options);
  if (skip !== undefined) return timed({ ...base, outcome: 'skip', reason: skip });
  const thrown = options.thrown?.get(rule.id);
  if (thrown !== undefined) return timed({ ...base, outcome: 'error', thrown });
  try {
    return timed({ ...base, ...look(rule, recording, read, level, options) });
  } catch (error) {
    return timed({
      ...base,
      outcome: 'error',
      thrown: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

function before(rule: Rule, recording: Recording, options: JudgeOptions): Skip | undefined {
  const missing = undeclared(rule.check.needs, recording);
  if (missing !== undefined)
    return { kind: 'not-declared', note: `the server does not declare what ${missing.id} needs` };
  if (rule.check.touch === 'active' && recording.facts.active === undefined)
    return { kind: 'not-allowed', note: 'attacks only with --calls all and --active, on a target of this machine' };
  const active = rule.check.probe !== undefined || activeNeed(rule.check.needs) !== undefined;
  if (active && options.probes === false)
    return { kind: 'not-allowed', note: 'the audit is passive: nothing is probed' };
  return undefined;
}

function look(
  rule: Rule,
  recording: Recording,
  read: ViewReader,
  level: Level,
  options: JudgeOptions,
): Pick<Verdict, 'outcome' | 'seen' | 'findings' | 'reason'> {
  const { check } = rule;
  const views = viewsFor(check.needs, read);
  const inapplicable = check.applies?.(views, recording);
  if (inapplicable !== undefined) return { outcome: 'skip', seen: 0, findings: [], reason: inapplicable };
  const blocked = options.blocked?.get(rule.id);
  const judged: Judged = check.judge(views, lookFor(rule.id, recording));
  const { seen, findings } = judged;
  if (findings.length > 0) return { outcome: OUTCOME[level], seen: Math.max(seen, findings.length), findings };
  if (blocked !== undefined) return { outcome: 'skip', seen: 0, findings, reason: blocked };
  if (seen > 0) return { outcome: 'pass', seen, findings };
  const reason = blockedByGathering(rule, recording) ?? {
    kind: 'nothing-to-judge' as const,
    note: judged.note ?? 'nothing that this rule judges was seen',
  };
  return { outcome: 'skip', seen, findings, reason };
}

export function lookFor(id: string, recording: Recording): Look {
  const probe = (): readonly Exchange[] => indexOf(recording).asked.get(id) ?? [];
  return {
    recording,
    get probe() {
      return probe();
    },
    tagged: (tag) => probe().filter((exchange) => exchange.tag === tag),
  };
}

/** Nothing was seen because what had to be gathered first was refused: that is no pass and no absence either. */
function blockedByGathering(rule: Rule, recording: Recording): Skip | undefined {
  // Where callers are compared, that one of them is refused a list is what is looked at.
  if (recording.facts.access !== undefined) return undefined;
  const askers = new Set(orderOf([rule.check.needs]).map(({ id }) => `artifact:${id}`));
  const failed = indexOf(recording).refusedLists.find(({ by }) => askers.has(by));
  return failed === undefined
    ? undefined
    : {
        kind: 'blocked',
        note: `${failed.method} gave ${failed.outcome} (${failed.id}), so there was nothing to look at`,
      };
}

/** What every rule asks of a recording, found in one pass: hundreds of rules over thousands of exchanges would make many. */
interface Index {
  readonly size: number;
  /** Exchanges by who asked for them. */
  readonly asked: ReadonlyMap<string, readonly Exchange[]>;
  /** List requests that gave no result. */
  readonly refusedLists: readonly Exchange[];
}

const indexes = new WeakMap<Recording, Index>();

function indexOf(recording: Recording): Index {
  const { exchanges } = recording;
  const known = indexes.get(recording);
  if (known !== undefined && known.size === exchanges.length) return known;
  const asked = new Map<string, Exchange[]>();
  const refusedLists: Exchange[] = [];
  for (const exchange of exchanges) {
    const own = asked.get(exchange.by);
    if (own === undefined) asked.set(exchange.by, [exchange]);
    else own.push(exchange);
    if (exchange.method.endsWith('/list') && resultOf(exchange) === undefined) refusedLists.push(exchange);
  }
  const made = { size: exchanges.length, asked, refusedLists };
  indexes.set(recording, made);
  return made;
}
