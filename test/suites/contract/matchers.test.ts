// Each matcher takes what it should and complains about the rest; a matcher that cannot fail is worth nothing.

import { describe, expect, it } from 'vitest';

import type { TextMatcher, ValueMatcher } from '../../../suites/contract/format.ts';
import { isMatcher, pathComplaint, textComplaint, valueComplaint } from '../../../suites/contract/matchers.ts';

const values: readonly (readonly [ValueMatcher, good: unknown, bad: unknown])[] = [
  [{ equals: { a: 1, b: [2] } }, { b: [2], a: 1 }, { a: 1 }],
  [{ type: 'integer' }, 3, 3.5],
  [{ type: 'array' }, [], {}],
  [{ type: 'null' }, null, 0],
  [{ contains: 'bc' }, 'abcd', 'acd'],
  [{ contains: 2 }, [1, 2], [1, 3]],
  [{ contains: { a: 1 } }, { a: 1, b: 2 }, { a: 2 }],
  [{ matches: '^a+$' }, 'aaa', 'ab'],
  [{ minimum: 3 }, 3, 2],
  [{ maximum: 3 }, 3, 4],
  [{ length: 2 }, 'ab', [1]],
];

const texts: readonly (readonly [string | TextMatcher, good: string, bad: string])[] = [
  ['21', 'it is 21 degrees', 'it is cold'],
  [{ contains: ['a', 'b'] }, 'a and b', 'a alone'],
  [{ equals: 'x' }, 'x', 'x '],
  [{ matches: '\\d+ degrees' }, 'it is 21 degrees', 'it is cold'],
  [{ absent: ['secret'] }, 'open', 'a secret'],
];

describe('matchers', () => {
  it.each(values)('%j', (matcher, good, bad) => {
    expect(valueComplaint(good, matcher)).toBeUndefined();
    expect(valueComplaint(bad, matcher)).toBeTypeOf('string');
  });

  it.each(texts)('text %j', (matcher, good, bad) => {
    expect(textComplaint(good, matcher)).toBeUndefined();
    expect(textComplaint(bad, matcher)).toBeTypeOf('string');
  });

  it('looks at the first, any or all values of a path', () => {
    const root = { list: [{ n: 1 }, { n: 5 }] };
    expect(pathComplaint('$.list[*].n', root, 1)).toBeUndefined();
    expect(pathComplaint('$.list[*].n', root, { equals: 5 })).toBeTypeOf('string');
    expect(pathComplaint('$.list[*].n', root, { equals: 5, of: 'any' })).toBeUndefined();
    expect(pathComplaint('$.list[*].n', root, { maximum: 4, of: 'all' })).toBeTypeOf('string');
    expect(pathComplaint('$.none', root, { exists: false })).toBeUndefined();
    expect(pathComplaint('$.list', root, { exists: false })).toBeTypeOf('string');
    expect(pathComplaint('$.none', root, 1)).toBe('$.none finds nothing');
  });

  it('tells a matcher from an object to be equal to', () => {
    expect(isMatcher({ equals: 1 })).toBe(true);
    expect(isMatcher({ name: 'x' })).toBe(false);
    expect(isMatcher({})).toBe(false);
  });
});
