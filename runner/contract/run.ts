// Runs contract files against a target beside the rules of the catalog, and takes the snapshots that are new.

import { snapshotOf } from '../../suites/contract/answer.ts';
import type { Bench } from '../../suites/contract/answer.ts';
import { rulesOf } from '../../suites/contract/rules.ts';
import type { ContractRule } from '../../suites/contract/rules.ts';
import type { Json, Recording } from '../../suites/kernel/recording.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { counter } from '../cost/count.ts';
import type { Rule } from '../engine/catalog.ts';
import { run, type Inside } from '../engine/run.ts';
import { loadSelected } from '../engine/sit.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';
import { saveSnapshots, type LoadedContract } from './load.ts';

export interface ContractRun {
  readonly contracts: readonly LoadedContract[];
  /** Takes every snapshot anew. */
  readonly update?: boolean;
  /** A snapshot that was never taken is a failure: for CI. */
  readonly frozen?: boolean;
  /** Takes no snapshot. */
  readonly dry?: boolean;
  /** Leave out the rules of the catalog. */
  readonly filesOnly?: boolean;
}

/** Rules of these files; ids stay apart where two files speak of one tool. */
export async function contractRules({
  contracts,
  update,
  frozen,
}: ContractRun): Promise<readonly (ContractRule & { readonly file: string })[]> {
  const count = contracts.some(({ contract }) => countsTokens(contract)) ? await counter() : () => 0;
  const used = new Map<string, number>();
  return contracts.flatMap(({ file, contract, snapshots }) => {
    const bench: Bench = { tokens: count, snapshots: update === true ? {} : snapshots, frozen: frozen === true };
    return rulesOf(contract, bench).map((rule) => {
      const times = (used.get(rule.id) ?? 0) + 1;
      used.set(rule.id, times);
      return { ...rule, file, id: times === 1 ? rule.id : `${rule.id}-${times}` };
    });
  });
}

const countsTokens = (contract: unknown): boolean => /"(?:maxTokens|tokens)":/u.test(JSON.stringify(contract));

/** A rule of the engine, of the suite `contract`. */
export const asRule = ({ id, check }: ContractRule): Rule => ({ id, suite: 'contract', check });

export async function auditContracts(
  target: Target,
  options: AuditOptions,
  how: ContractRun,
  inside: Inside = {},
): Promise<Report> {
  const own = await contractRules(how);
  const catalog = how.filesOnly === true ? [] : (inside.rules ?? (await loadSelected(options)));
  let recordings: readonly Recording[] = [];
  const report = await run(target, options, {
    rules: [...catalog, ...own.map(asRule)],
    inspect: (seen) => {
      recordings = seen;
      inside.inspect?.(seen);
    },
  });
  for (const loaded of how.dry === true ? [] : how.contracts)
    keepSnapshots(
      loaded,
      own.filter(({ file }) => file === loaded.file),
      recordings,
      how.update === true,
    );
  return report;
}

function keepSnapshots(
  { file, snapshots }: LoadedContract,
  rules: readonly ContractRule[],
  recordings: readonly Recording[],
  update: boolean,
): void {
  const taken: Record<string, Json> = {};
  const exchanges = recordings.flatMap((recording) => recording.exchanges);
  for (const { id, snapshots: places } of rules)
    for (const { tag, name } of places) {
      const exchange = exchanges.findLast((one) => one.by === id && one.tag === tag && one.response !== undefined);
      if (exchange !== undefined && (update || !Object.hasOwn(snapshots, name))) taken[name] = snapshotOf(exchange);
    }
  if (Object.keys(taken).length > 0) saveSnapshots(file, { ...snapshots, ...taken });
}
