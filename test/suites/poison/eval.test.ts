// Holds the detectors to their promise on the labelled set, where it is at hand: a visible skip elsewhere.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { dataFile, figuresOf, type Judged, judgeRows, leaveOneSourceOut, readRows } from '../../../ci/eval-poison.ts';
import { promptStrings, resourceStrings, toolStrings } from '../../../suites/artifacts/definition-strings.ts';
import { assess } from '../../../suites/poison/assess.ts';
import { textsOf } from '../../../suites/poison/doubts.ts';

vi.setConfig({ testTimeout: 120_000 });

const file = dataFile();

describe.skipIf(file === undefined)('on the labelled set', () => {
  test('recall and false alarms are as promised', () => {
    const figures = figuresOf(judgeRows(readRows(file ?? '')));
    expect(figures.recall).toBeGreaterThanOrEqual(0.95);
    expect(figures.benignAtFail).toBeLessThanOrEqual(0.005);
    expect(figures.benignFlagged).toBeLessThanOrEqual(0.01);
  });

  test('definitions of published servers stay silent', () => {
    const folder = join(dirname(file ?? ''), 'captures');
    const flagged: string[] = [];
    let seen = 0;
    for (const name of readdirSync(folder)) {
      const capture = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, { items?: unknown[] }>;
      const look = (list: string, strings: typeof toolStrings): void => {
        for (const item of capture[list]?.items ?? []) {
          seen += 1;
          const { doubt, signs } = assess(textsOf(strings(item)));
          if (doubt !== 'none')
            flagged.push(`${name} ${JSON.stringify(item).slice(0, 60)} ${signs.map((s) => s.signal).join(' ')}`);
        }
      };
      look('tools', toolStrings);
      look('prompts', promptStrings);
      look('resources', resourceStrings);
      look('templates', resourceStrings);
    }
    expect(seen).toBeGreaterThan(300);
    expect(flagged).toEqual([]);
  });
});

test('takes the cutoff for one source from the others alone', () => {
  const judged = (source: string, label: 'malicious' | 'benign', score: number): Judged => ({
    row: { id: '', source, label, category: '', signal: 'instruction', tool: { name: 'x' } },
    level: 'silent',
    assessment: { doubt: 'none', score, signs: [] },
  });
  const set = [
    judged('a', 'malicious', 0.6),
    judged('a', 'benign', 0.5),
    judged('b', 'malicious', 0.4),
    judged('b', 'benign', 0.3),
  ];
  // Without a, 0.4 is enough, and a benign tool of a is above it; without b, 0.6 is needed, and b stays below.
  expect(leaveOneSourceOut(set)).toEqual({ visible: 2, found: 1, benign: 2, alarms: 1 });
});
