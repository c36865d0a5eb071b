// `assay cost`: what the definitions of servers cost of a context, counted exactly, held to budgets where there are any.

import type { Check } from '../../suites/kernel/check.ts';
import type { Json } from '../../suites/kernel/recording.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { costArtifact, serverBudget, toolBudget } from '../../suites/cost/budget.ts';
import { nearDuplicates, repeatedText } from '../../suites/cost/likeness.ts';
import { sizeTexts } from '../../suites/cost/texts.ts';
import type { Snapshot } from '../../suites/drift/snapshot.ts';
import { LISTING, snapshotIn, watch } from '../drift/watch.ts';
import { loadRules, ruleIds, selectIds } from '../engine/catalog.ts';
import { maskDeep } from '../engine/mask.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';
import { counter, ENCODINGS } from './count.ts';

export interface Budgets {
  readonly tokensPerTool?: number;
  readonly tokensPerServer?: number;
}

export async function auditCost(target: Target, options: AuditOptions, budgets: Budgets): Promise<Report> {
  const count = await counter('o200k');
  const cost = costArtifact({ ...budgets, count });
  const bound = new Map<string, unknown>([
    ['cost/budgets/each-tool', toolBudget(cost)],
    ['cost/budgets/whole-server', serverBudget(cost)],
  ]);
  const catalog = await loadRules(selectIds(ruleIds(), ['cost'], options.rules));
  const rules = catalog.map((rule) => ({ ...rule, check: (bound.get(rule.id) ?? rule.check) as Check }));
  const { report, recordings } = await watch(target, { ...options, probes: false }, [...rules, LISTING]);
  const results = report.results.filter(({ rule }) => rule.id !== LISTING.id);
  const summary = { ...report.summary, skip: report.summary.skip - (report.results.length - results.length) };
  const [first] = recordings;
  const measured = first === undefined ? null : await figures(snapshotIn(first));
  return { ...report, results, summary, measures: { ...report.measures, cost: maskDeep(measured) } };
}

const MOST_REPEATED = 20;

/** Tokens of each tool in both encodings, their sum, and what is paid for twice. */
export async function figures(snapshot: Snapshot): Promise<Json> {
  const counts = await Promise.all(ENCODINGS.map(async (encoding) => [encoding, await counter(encoding)] as const));
  const rows = sizeTexts(snapshot).map(({ kind, name, text }) => ({
    kind,
    name,
    characters: text.length,
    ...Object.fromEntries(counts.map(([encoding, count]) => [encoding, count(text)])),
  }));
  const count = counts[0]?.[1];
  const repeated = repeatedText(snapshot.tool).map(({ text, tools }) => {
    const tokens = count?.(text) ?? 0;
    return { text: text.slice(0, 200), tools: [...tools], tokens, spare: tokens * (tools.length - 1) };
  });
  return {
    rows: rows.toSorted((one, two) => two.characters - one.characters),
    total: Object.fromEntries(
      counts.map(([encoding, tokens]) => [
        encoding,
        sizeTexts(snapshot).reduce((sum, { text }) => sum + tokens(text), 0),
      ]),
    ),
    repeated: repeated.toSorted((one, two) => two.spare - one.spare).slice(0, MOST_REPEATED),
    nearDuplicates: nearDuplicates(snapshot.tool).map((pair) => ({ ...pair })),
  };
}
