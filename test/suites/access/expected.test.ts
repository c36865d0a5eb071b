// What the configuration expects: patterns, verbs, deny before allow.
import { describe, expect, test } from 'vitest';
import { expected, expectedListed, fits, holds } from '../../../suites/access/callers/expected.ts';
import type { AccessFacts } from '../../../suites/kernel/recording.ts';

test.each([
  ['note', 'note', true],
  ['note', 'notes', false],
  ['note*', 'notes', true],
  ['*', '', true],
  ['a*b*c', 'a-b-c', true],
  ['a*b', 'ab', true],
  ['ab*b', 'ab', false],
  ['note://alice/*', 'note://bob/1?x=note://alice/', false],
  ['*.delete', 'x.delete.y', false],
])('%s fits %s: %s', (pattern, name, want) => expect(fits(pattern, name)).toBe(want));

test.each([
  ['DELETE', 'delete from x', true],
  ['INSERT|DELETE', '  /* hm */ -- so\n DELETE FROM x', true],
  ['DELETE', 'SELECT 1; DELETE FROM x', false],
  ['SELECT', 'SELECTED', false],
  ['; *delete', 'x; delete', true],
  ['^7$', 7, true],
])('%s holds of %s: %s', (pattern, value, want) => expect(holds(pattern, value)).toBe(want));

describe('lines', () => {
  const facts: AccessFacts = {
    callers: [{ name: 'bob' }],
    otherwise: 'deny',
    scopes: {},
    lines: [
      { caller: 'bob', effect: 'allow', tool: 'query' },
      { caller: 'bob', effect: 'deny', tool: 'query', where: { sql: 'DROP' } },
    ],
  };
  const call = (sql: string): object => ({ kind: 'tool', name: 'query', arguments: { sql } });

  test('deny is stronger', () => {
    expect(expected(facts, 'bob', call('SELECT 1') as never)).toBe('allow');
    expect(expected(facts, 'bob', call('drop table x') as never)).toBe('deny');
  });

  test('what no line names is as otherwise says, for callers of the configuration', () => {
    expect(expected(facts, 'bob', { kind: 'prompt', name: 'x' })).toBe('deny');
    expect(expected(facts, 'anonymous', { kind: 'prompt', name: 'x' })).toBeUndefined();
  });

  test('a tool of which calls are denied may be seen', () => {
    expect(expectedListed(facts, 'bob', { kind: 'tool', name: 'query' })).toBe('allow');
    expect(expectedListed(facts, 'bob', { kind: 'tool', name: 'other' })).toBe('deny');
  });
});
