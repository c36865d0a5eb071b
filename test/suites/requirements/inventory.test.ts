// The inventories are whole, every id and page is what it says, and coverage counts what it should.

import { describe, expect, it } from 'vitest';
import { isRevision, REVISIONS, STATEFUL } from '../../../suites/kernel/revision.ts';
import { coverage } from '../../../suites/requirements/coverage.ts';
import { entriesOf, entryIn, levelOf, observable, requirements } from '../../../suites/requirements/inventory.ts';
import { pageOf } from '../../../suites/requirements/pages.ts';
import { reasonedIds } from '../../../suites/requirements/reasons.ts';

describe('the inventory', () => {
  it('has all entries of both eras, each id once an era', () => {
    const all = requirements();
    expect(all).toHaveLength(912);
    expect(all.filter(({ observable: when }) => when === '')).toEqual([]);
    const seen = new Set(all.flatMap(({ id, revisions }) => revisions.map((revision) => `${id} ${revision}`)));
    expect(seen.size).toBe(all.reduce((sum, { revisions }) => sum + revisions.length, 0));
  });

  it('is well-formed', () => {
    for (const entry of requirements()) {
      expect(entry.id, entry.id).toMatch(/^[a-z]+\.[a-z0-9-]+$/);
      expect(['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY']).toContain(entry.level);
      expect(entry.revisions.every(isRevision), entry.id).toBe(true);
      expect(['always', 'when', 'never']).toContain(observable(entry));
      for (const text of [entry.statement, entry.spec, entry.probe, entry.mutant])
        expect(text.length).toBeGreaterThan(0);
    }
  });

  it('finds entries by id and revision', () => {
    expect(entriesOf('jsonrpc.version-field')).toHaveLength(2);
    expect(entryIn('schema.tool', '2026-07-28')).toBeUndefined();
    expect(entryIn('schema.tool', '2025-06-18')?.area).toBe('schema');
    expect(entriesOf('no.such')).toEqual([]);
    expect(entriesOf('constructor')).toEqual([]);
  });

  it('maps keywords to levels', () => {
    const levels = Object.fromEntries(requirements().map((entry) => [entry.level, levelOf(entry)]));
    expect(levels).toEqual({
      MUST: 'must',
      'MUST NOT': 'must',
      SHOULD: 'should',
      'SHOULD NOT': 'should',
      MAY: 'advice',
    });
  });
});

describe('pages', () => {
  it('are those of the revision', () => {
    const site = 'https://modelcontextprotocol.io/specification';
    expect(pageOf('lifecycle.version-echo', '2025-06-18')).toContain(`${site}/2025-06-18/basic/lifecycle`);
    expect(pageOf('jsonrpc.version-field', '2025-11-25')).toMatch(/^https:.*\/2025-11-25\/basic(?:#|$)/);
    expect(pageOf('schema.tool', '2025-11-25')).toBe(`${site}/2025-11-25/schema#tool`);
    expect(pageOf('schema.tool', '2024-11-05')).toMatch(/\/schema\/2024-11-05\/schema\.ts$/);
    expect(pageOf('no.such', '2025-11-25')).toBe(`${site}/2025-11-25`);
  });

  it('are absolute and never an index for every entry in every revision', () => {
    for (const { id, revisions } of requirements())
      for (const revision of revisions) {
        const url = new URL(pageOf(id, revision));
        expect(url.protocol).toBe('https:');
        expect(url.pathname.endsWith('/index'), url.href).toBe(false);
      }
  });
});

describe('coverage', () => {
  const none = coverage([]);

  it('leaves permissions out of every count and names the reason', () => {
    const guards = none.rows.filter(({ guard }) => guard);
    expect(guards.length).toBe(21);
    expect(none.total.entries).toBe(requirements().length - guards.length);
    expect(guards.every(({ reason }) => reason !== undefined)).toBe(true);
    expect(none.total.uncovered).toBe(none.total.observable);
  });

  it('counts an entry where a rule of its span names it', () => {
    const rule = { id: 'conformance/x', level: 'must', revisions: STATEFUL } as const;
    const one = coverage([{ ...rule, requirements: ['jsonrpc.version-field', 'no.such'] }]);
    expect(one.total.covered).toBe(1);
    expect(one.unknown).toEqual([{ rule: 'conformance/x', id: 'no.such' }]);
    expect(one.byRevision['2025-06-18'].covered).toBe(1);
    expect(one.byRevision['2026-07-28'].covered).toBe(0);
    expect(one.byArea['jsonrpc']?.covered).toBe(1);
    expect(one.byObservability.always.covered).toBe(1);
    const late = coverage([
      { ...rule, requirements: ['jsonrpc.version-field'], revisions: { since: '2025-06-18', until: '2025-06-18' } },
    ]);
    expect(late.rows.find(({ rules }) => rules.length > 0)?.covered).toEqual(['2025-06-18']);
  });

  it('adds up', () => {
    const sum = (counts: Readonly<Record<string, { entries: number }>>) =>
      Object.values(counts).reduce((all, { entries }) => all + entries, 0);
    expect(sum(none.byArea)).toBe(none.total.entries);
    expect(sum(none.byObservability)).toBe(none.total.entries);
    expect(Object.keys(none.byRevision)).toEqual([...REVISIONS]);
    expect(none.byObservability.never.observable).toBe(0);
  });

  it('has reasons only for entries that exist', () => {
    for (const id of reasonedIds()) expect(entriesOf(id), id).not.toEqual([]);
  });
});
