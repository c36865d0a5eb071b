// Word differences, what they mean, and the version step that follows.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, ChangeClass } from '../../../suites/drift/change.ts';
import { bumpBetween, isEnough, suggestedBump } from '../../../suites/drift/semver.ts';
import { judgeWords } from '../../../suites/drift/text/judgement.ts';
import { showDiff, wordDiff } from '../../../suites/drift/text/words.ts';

describe('words', () => {
  test('what went and what came', () => {
    const diff = wordDiff('Reads a file and returns it.', 'Reads one file, then deletes it.');
    expect(diff.removed).toEqual(['a', 'and', 'returns']);
    expect(diff.added).toEqual(['one', 'then', 'deletes']);
    expect(showDiff(wordDiff('Reads a file.', 'Reads one file.'))).toBe('Reads [-a-]{+one+} file.');
  });

  test('both texts can be put together again from the parts', () => {
    const word = fc.constantFrom('a', 'b', 'c', ' ', '\n', '.', 'ü', '😀');
    const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { parts } = wordDiff(before, after);
        expect(
          parts
            .filter(({ kind }) => kind !== 'added')
            .map((part) => part.text)
            .join(''),
        ).toBe(before);
        expect(
          parts
            .filter(({ kind }) => kind !== 'removed')
            .map((part) => part.text)
            .join(''),
        ).toBe(after);
      }),
    );
  });

  test('texts of a megabyte without a common word are one replacement', () => {
    const diff = wordDiff('a '.repeat(20_000), 'b '.repeat(20_000));
    expect(diff.parts.length).toBeGreaterThan(1);
  });
});

describe('judgement', () => {
  const judge = (before: string, after: string) => judgeWords(before, after, wordDiff(before, after));
  test.each([
    ['Lists files.', 'Lists files. You must call this first.', 'instructions'],
    ['Lists files.', 'Lists and deletes files.', 'sideEffects'],
    ['Lists files.', 'Lists files with admin access.', 'permissions'],
  ] as const)('%s → %s', (before, after, what) => {
    expect(judge(before, after)[what]).toBe(true);
  });
  test('other words mean nothing of that', () => {
    const found = judge('Lists files of a folder.', 'Lists files of one folder, sorted by name.');
    expect([found.instructions, found.sideEffects, found.permissions]).toEqual([false, false, false]);
  });
  test('a word that moved is no change', () =>
    expect(judge('Always lists files.', 'Lists files always.').instructions).toBe(false));
  test('case and punctuation are cosmetic', () => expect(judge('lists files', 'Lists files.').cosmetic).toBe(true));
});

describe('versions', () => {
  const change = (one: ChangeClass, rule = 'x'): Change => ({
    kind: 'tool',
    name: 't',
    pointer: '',
    class: one,
    rule,
    detail: '',
  });
  test.each([
    [[], 'none'],
    [[change('wording')], 'patch'],
    [[change('additive'), change('wording')], 'minor'],
    [[change('breaking'), change('additive')], 'major'],
    [[change('unclassified')], 'major'],
    [[change('permissions', 'annotation-widened')], 'major'],
    [[change('permissions', 'annotation-narrowed')], 'minor'],
    [[change('wording', 'server-version-changed')], 'none'],
  ] as const)('%j asks for %s', (changes, bump) => expect(suggestedBump(changes as readonly Change[])).toBe(bump));
  test.each([
    ['1.2.3', '1.2.4', 'patch'],
    ['1.2.3', '1.3.0', 'minor'],
    ['1.2.3', '2.0.0', 'major'],
    ['1.2.3', '1.2.3', 'none'],
    ['0.1.0', '0.2.0', 'major'],
    ['0.1.0', '0.1.1', 'minor'],
    ['2.0.0', '1.0.0', undefined],
    ['main', '1.0.0', undefined],
    ['1.0.0-rc.1', '1.0.0', 'patch'],
  ] as const)('%s → %s is %s', (before, after, bump) => expect(bumpBetween(before, after)).toBe(bump));
  test('a greater step is enough', () => {
    expect(isEnough('major', 'minor')).toBe(true);
    expect(isEnough('patch', 'minor')).toBe(false);
  });
});
