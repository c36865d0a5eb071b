// Lets one rule look at one recording; only a throw makes an error, and only here is it caught.

import type { Enabling, Finding, Judged, Look, Skip } from '../../suites/kernel/check.ts';
import { member, resultOf } from '../../suites/kernel/look.ts';
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

/** Nobody was let in: what is declared inside is not known. */
const UNTOLD: Skip = { kind: 'blocked', note: 'what the server declares it tells to those with credentials' };

function before(rule: Rule, recording: Recording, options: JudgeOptions): Skip | undefined {
  const missing = undeclared(rule.check.needs, recording);
  if (missing !== undefined && recording.facts.authorization === true) return UNTOLD;
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
  if (inapplicable !== undefined)
    return { outcome: 'skip', seen: 0, findings: [], reason: withLineOf(inapplicable, check.enabledBy) };
  const blocked = options.blocked?.get(rule.id);
  const judged: Judged = check.judge(views, lookFor(rule.id, recording));
  const { seen, findings } = judged;
  if (findings.length > 0) return { outcome: OUTCOME[level], seen: Math.max(seen, findings.length), findings };
  if (blocked !== undefined) return { outcome: 'skip', seen: 0, findings, reason: blocked };
  if (seen > 0) return { outcome: 'pass', seen, findings };
  const note = judged.note ?? 'nothing that this rule judges was seen';
  const reason = incapable(check.capability, recording) ??
    blockedByGathering(rule, recording) ?? { kind: 'nothing-to-judge' as const, note: withLine(note, check.enabledBy) };
  return { outcome: 'skip', seen, findings, reason };
}

export function lookFor(id: string, recording: Recording): Look {
  const probe = (): readonly Exchange[] => indexOf(recording).asked.get(id) ?? [];
  return {
    recording,
    get probe() {
      return probe();
    },
    tagged: (tag) => taggedBy(indexOf(recording), id).get(tag) ?? [],
  };
}

const withLineOf = (skip: Skip, enabling: Enabling | undefined): Skip =>
  skip.kind === 'nothing-to-judge' ? { ...skip, note: withLine(skip.note, enabling) } : skip;

const TASKS = 'io.modelcontextprotocol/tasks';

/** Nothing was seen, and the server never said that there would be anything. */
function incapable(capability: string | undefined, { capabilities, era, facts }: Recording): Skip | undefined {
  if (capability === undefined) return undefined;
  if (facts.authorization === true) return UNTOLD;
  const path = capability === 'tasks' && era === 'per-request' ? ['extensions', TASKS] : capability.split('.');
  const declared = path.reduce<unknown>((value, key) => member(value, key), capabilities);
  return declared === undefined || declared === false
    ? { kind: 'not-declared', note: `the server does not declare ${capability}` }
    : undefined;
}

/** A note with the line of configuration that would give the rule something, where there is one and it is not there yet. */
export function withLine(note: string, enabling: Enabling | undefined): string {
  if (enabling === undefined || /\b(?:known|allow): \[/u.test(note)) return note;
  const line =
    'allow' in enabling
      ? 'allow a tool in the configuration: allow: [name]'
      : `name a call in the configuration: known: [{ property: ${enabling.known}, method: ${enabling.method ?? 'tools/call'}, params: {…} }]`;
  return `${note}; ${line}`;
}

/** Lists that a server serves once it declares the capability; any other list that is asked for may be refused. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ['tools/list', 'tools'],
  ['resources/list', 'resources'],
  ['resources/templates/list', 'resources'],
  ['prompts/list', 'prompts'],
]);

/**
 * Nothing was seen because what had to be gathered first was refused: that is no pass and no absence either. A list that
 * the rule itself needs was refused, or every list that stands behind what it needs: where some were read, the calls
 * they name were tried, and the rule says by itself what is missing.
 */
function blockedByGathering(rule: Rule, recording: Recording): Skip | undefined {
  // Where callers are compared, that one of them is refused a list is what is looked at.
  if (recording.facts.access !== undefined) return undefined;
  const named = (artifacts: readonly { readonly id: string }[]): ReadonlySet<string> =>
    new Set(artifacts.map(({ id }) => `artifact:${id}`));
  const [near, all] = [named(Object.values(rule.check.needs)), named(orderOf([rule.check.needs]))];
  const lists = indexOf(recording).lists.filter(({ by }) => all.has(by));
  const refused = lists.filter((exchange) => resultOf(exchange) === undefined);
  const failed = refused.find(({ by }) => near.has(by)) ?? (refused.length === lists.length ? refused[0] : undefined);
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
  /** Requests for lists that the server declares, as they should be asked. */
  readonly lists: readonly Exchange[];
  /** The same by who asked and under which name, of those that were looked for by name. */
  readonly tagged: Map<string, ReadonlyMap<string | undefined, readonly Exchange[]>>;
}

const indexes = new WeakMap<Recording, Index>();

function indexOf(recording: Recording): Index {
  const { exchanges, capabilities } = recording;
  const known = indexes.get(recording);
  if (known !== undefined && known.size === exchanges.length) return known;
  const asked = new Map<string, Exchange[]>();
  const lists: Exchange[] = [];
  for (const exchange of exchanges) {
    const own = asked.get(exchange.by);
    if (own === undefined) asked.set(exchange.by, [exchange]);
    else own.push(exchange);
    const capability = LISTS.get(exchange.method);
    if (capability !== undefined && capabilities[capability] !== undefined && exchange.sent.deliberate === undefined)
      lists.push(exchange);
  }
  const made: Index = { size: exchanges.length, asked, lists, tagged: new Map() };
  indexes.set(recording, made);
  return made;
}

function taggedBy({ asked, tagged }: Index, by: string): ReadonlyMap<string | undefined, readonly Exchange[]> {
  const known = tagged.get(by);
  if (known !== undefined) return known;
  const own = new Map<string | undefined, Exchange[]>();
  for (const exchange of asked.get(by) ?? []) {
    const same = own.get(exchange.tag);
    if (same === undefined) own.set(exchange.tag, [exchange]);
    else same.push(exchange);
  }
  tagged.set(by, own);
  return own;
}
