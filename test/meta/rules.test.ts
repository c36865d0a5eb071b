// What nobody may forget about a rule: its proof, ids that exist and stay, words for the person who must act.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadRules } from '../../runner/engine/catalog.ts';
import { inSpan } from '../../suites/kernel/revision.ts';
import { entriesOf } from '../../suites/requirements/inventory.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const rules = await loadRules();
const ids = new Set(rules.map(({ id }) => id));

test('there are rules', () => {
  expect(rules.length).toBeGreaterThan(100);
});

test('each rule has a test beside it with planted faults', () => {
  const unproved = rules.filter(({ id }) => {
    const path = `${ROOT}test/suites/${id}.test.ts`;
    return !existsSync(path) || !/\bprove\w*\(/.test(readFileSync(path, 'utf8'));
  });
  expect(unproved.map(({ id }) => id)).toEqual([]);
});

test('requirement ids exist in the revisions of the rule', () => {
  const unknown = rules.flatMap(({ id, check }) =>
    check.requirements
      .filter(
        (requirement) =>
          !entriesOf(requirement).some(({ revisions }) => revisions.some((one) => inSpan(one, check.revisions))),
      )
      .map((requirement) => `${id}: ${requirement}`),
  );
  expect(unknown).toEqual([]);
});

test('a rule of the conformance suite names a requirement, and ids read like paths', () => {
  expect(
    rules.filter(({ suite, check }) => suite === 'conformance' && check.requirements.length === 0).map(({ id }) => id),
  ).toEqual([]);
  expect(rules.filter(({ id }) => !/^[a-z]+(?:\/[a-z0-9-]+){1,2}$/.test(id)).map(({ id }) => id)).toEqual([]);
});

test('titles are sentences of their own, why and fix say something', () => {
  const titles = rules.map(({ check }) => check.title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  const mute = rules.filter(({ check }) => check.title.length < 12 || check.why.length < 30 || check.fix.length < 15);
  expect(mute.map(({ id }) => id)).toEqual([]);
});

describe('ids', () => {
  const golden = `${ROOT}test/golden/rule-ids.txt`;

  test('vanish only through `formerly`', () => {
    const known = readFileSync(golden, 'utf8').split('\n').filter(Boolean);
    const former = new Set(rules.flatMap(({ check }) => check.formerly ?? []));
    expect(known.filter((id) => !ids.has(id) && !former.has(id))).toEqual([]);
  });
});
