// What is known to be wrong with published servers: true failures, each kept in `known/` with the exchange that shows it.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../suites/kernel/report.ts';

export interface Known {
  readonly rule: string;
  readonly got: string;
  readonly want: string;
  /** The exchange that shows it. */
  readonly sent: string;
  readonly received: string;
  /** Why it is not seen in every audit, though it is true. */
  readonly sometimes?: string;
}

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`known/${name.toLowerCase().replace(/[^a-z0-9]+/gu, '-')}.json`, import.meta.url));

export const knownOf = (name: string): readonly Known[] =>
  existsSync(fileOf(name)) ? (JSON.parse(readFileSync(fileOf(name), 'utf8')) as readonly Known[]) : [];

/** Every failing verdict of a report with its first finding and exchange. */
export function failuresOf(report: Report): readonly Known[] {
  return report.results
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ rule, findings }) => {
      const [first] = findings;
      const excerpt = report.excerpts[first?.at[0]?.exchange ?? ''];
      return {
        rule: rule.id,
        got: first?.got ?? '',
        want: first?.want ?? '',
        sent: (excerpt?.sent ?? '').slice(0, 1500),
        received: (excerpt?.received ?? '').slice(0, 1500),
      };
    });
}

/** Keeps what was found, after each was looked at on the wire and held against the specification. */
export function keep(name: string, seen: readonly Known[]): void {
  const before = knownOf(name);
  const reasonOf = (rule: string): string | undefined => before.find((one) => one.rule === rule)?.sometimes;
  const unseen = before.filter(({ rule, sometimes }) => sometimes !== undefined && !idsOf(seen).includes(rule));
  const found = [...seen, ...unseen].map((one) => {
    const sometimes = reasonOf(one.rule);
    return sometimes === undefined ? one : { ...one, sometimes };
  });
  if (found.length === 0) return rmSync(fileOf(name), { force: true });
  mkdirSync(fileURLToPath(new URL('known/', import.meta.url)), { recursive: true });
  writeFileSync(fileOf(name), `${JSON.stringify(found, null, 2)}\n`);
}

/** Rule ids, sorted; one that fails in both eras stands there twice. */
export const idsOf = (all: readonly Known[]): readonly string[] => all.map(({ rule }) => rule).sort();
