// Published servers over every transport they offer: what fails is true, and kept beside this file with the exchange.
//
// A failure that is not listed is looked at on the wire first: either Assay is wrong, or `known/` gets one more entry
// (UPDATE_GOLDEN=1 writes the exchanges again).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run } from '../../runner/engine/run.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { REAL_SERVERS } from '../kit/real-target.ts';

interface Known {
  readonly rule: string;
  readonly got: string;
  readonly want: string;
  /** The exchange that shows it. */
  readonly sent: string;
  readonly received: string;
}

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`known/${name.toLowerCase().replace(/[^a-z0-9]+/gu, '-')}.json`, import.meta.url));

const knownOf = (name: string): readonly Known[] =>
  existsSync(fileOf(name)) ? (JSON.parse(readFileSync(fileOf(name), 'utf8')) as readonly Known[]) : [];

function failures(report: Report): readonly Known[] {
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

describe('published servers', () => {
  test.each(REAL_SERVERS)('$name', async ({ name, open }) => {
    const { target, close } = await open();
    let report: Report;
    try {
      report = await run(target, { seed: 1, timeoutMs: 20_000 });
    } finally {
      close();
    }
    const found = failures(report);
    if (process.env['UPDATE_GOLDEN'] === '1' && found.length > 0) {
      mkdirSync(fileURLToPath(new URL('known/', import.meta.url)), { recursive: true });
      writeFileSync(fileOf(name), `${JSON.stringify(found, null, 2)}\n`);
    }
    expect(report.runs.length).toBeGreaterThan(0);
    expect(report.faults).toEqual([]);
    expect(found.map(({ rule }) => rule).sort()).toEqual(
      knownOf(name)
        .map(({ rule }) => rule)
        .sort(),
    );
  });
});
