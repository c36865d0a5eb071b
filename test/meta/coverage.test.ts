// What the specification asks and no rule holds: a list that may only become shorter, and that a person can read.
//
// `UPDATE_GOLDEN=1` writes it anew; a line that leaves it is a rule more, a line that enters it needs a reason.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadRules } from '../../runner/engine/catalog.ts';
import { coverage } from '../../suites/requirements/coverage.ts';

const GOLDEN = fileURLToPath(new URL('../golden/uncovered.txt', import.meta.url));
const rules = await loadRules();
const { rows, total, unknown } = coverage(
  rules.map(({ id, check }) => ({
    id,
    requirements: check.requirements,
    revisions: check.revisions,
    level: check.level,
  })),
);

const open = rows
  .filter((row) => !row.guard && row.observable !== 'never' && row.rules.length === 0)
  .map(({ entry, observable, reason }) => {
    const era = entry.revisions.at(-1) === '2026-07-28' ? 'per-request' : 'initialize';
    return { line: `${observable} ${era} ${entry.level} ${entry.id}`, reason };
  });

test('rules name no requirement that nobody wrote down', () => expect(unknown).toEqual([]));

test('no entry loses its last rule unnoticed', () => {
  const lines = open.map(({ line }) => line);
  if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(GOLDEN, `${lines.toSorted().join('\n')}\n`);
  const known = new Set(readFileSync(GOLDEN, 'utf8').split('\n'));
  expect(lines.filter((line) => !known.has(line))).toEqual([]);
});

test('every reason is for an entry that has no rule', () => {
  const withReason = rows.filter(({ reason, rules: holding }) => reason !== undefined && holding.length > 0);
  expect(withReason.map(({ entry }) => entry.id)).toEqual([]);
});

test('the totals add up', () => {
  expect(total.covered + total.uncovered).toBe(total.observable);
  expect(open).toHaveLength(total.uncovered);
});
