// No pattern may be made to work long by the text it reads: the text comes from strangers. Regular expressions have no
// unbounded repetition inside a repetition and finish on texts made to hurt them; word patterns are counted step by step.

import { describe, expect, test, vi } from 'vitest';
import { signsOf } from '../../../suites/poison/assess.ts';
import { LINK_PATTERNS } from '../../../suites/poison/signals/encoded.ts';
import { MARKUP_PATTERNS } from '../../../suites/poison/signals/markup.ts';
import { LEXICON } from '../../../suites/poison/signals/lexicon.ts';
import { PHRASES, WORD_SIGNALS } from '../../../suites/poison/signals/words.ts';
import { scan } from '../../../suites/poison/text/phrases.ts';
import { PLACE_PATTERNS, readWords } from '../../../suites/poison/text/words.ts';

vi.setConfig({ testTimeout: 120_000 });

const PATTERNS = [...MARKUP_PATTERNS, ...LINK_PATTERNS, ...PLACE_PATTERNS];

/** Beginnings that patterns wait for, without the end that would satisfy them. */
const SEEDS = [
  ...[
    'a',
    ' ',
    '\n',
    '<',
    '<a ',
    '<important ',
    '<script ',
    '<script>a',
    '[',
    '[system ',
    '![',
    '![a](',
    '[a]: ',
    '{',
    '{{a',
    '<!--',
  ],
  ...[
    'https://',
    'https://a.',
    '//a-',
    '//a.a-a',
    '//evil-',
    'curl ',
    'curl a -',
    '\\x41',
    '%41',
    '&#65;',
    'A',
    'Ab1/',
    '0a',
    'style=',
    'style="a ',
  ],
  ...[
    'SYSTEM ',
    '\n SYSTEM',
    'eval(',
    'eval("a',
    'system(',
    'on',
    ' onload =',
    'sk-',
    'token=',
    'token = ',
    '~/.',
    '/a',
    '\\a',
    'a@',
    'a@a.',
    '.a',
    '/.config/',
    '?q=',
  ],
];
const LENGTH = 100_000;
const grown = (seed: string): string => seed.repeat(Math.ceil(LENGTH / seed.length));

describe('regular expressions', () => {
  test.each(PATTERNS.map((pattern) => [pattern.source.slice(0, 60), pattern] as const))('%s', (_, pattern) => {
    for (const seed of SEEDS) {
      const text = grown(seed);
      if (pattern.global) expect([...text.matchAll(pattern)].length).toBeGreaterThanOrEqual(0);
      else expect(typeof pattern.test(text)).toBe('boolean');
    }
    const outside = pattern.source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
    expect(outside, 'a repetition without an end').not.toMatch(/[^(?]\*|\+(?!\?)|\{\d+,\}/);
  });
});

describe('word patterns', () => {
  const stepsOf = (text: string): number => {
    const count = { steps: 0 };
    scan(readWords(text), PHRASES, count);
    return count.steps;
  };
  const first = (pattern: string): string => {
    const step = pattern.split(' ').find((part) => !part.startsWith('~') && part !== '^') ?? '';
    const name = step.startsWith('@') ? (LEXICON[step.split('|')[0]?.slice(1) ?? ''] ?? '') : step;
    return (name.split('|')[0] ?? '').replaceAll('_', ' ').replace(/§.*/, '/etc/passwd');
  };

  test.each(WORD_SIGNALS.map((signal) => [signal.id, signal] as const))('%s', (_, signal) => {
    for (const pattern of signal.patterns) {
      const words = pattern
        .split(' ')
        .filter((part) => !part.startsWith('~') && part !== '^')
        .slice(0, -1)
        .map((part) => first(part));
      // Everything but the last step, over and over: each word begins a walk that ends in nothing.
      const unit = `${words.join(' ') || first(pattern)} `;
      const [short, long] = [stepsOf(unit.repeat(500)), stepsOf(unit.repeat(1000))];
      expect(long, pattern).toBeLessThanOrEqual(short * 2.1 + 100);
      expect(long / (unit.split(' ').length * 1000), `${pattern}: steps for each word`).toBeLessThan(2000);
    }
  });
});

test('a whole text made to hurt is read', () => {
  for (const seed of SEEDS) expect(Array.isArray(signsOf(grown(seed), false))).toBe(true);
});
