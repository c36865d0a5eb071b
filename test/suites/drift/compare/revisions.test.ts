// A target that speaks less.

import { describe, expect, test } from 'vitest';
import { REVISIONS } from '../../../../suites/kernel/revision.ts';
import { prove } from '../../../kit/prove.ts';
import { besideGood } from './first.ts';
import { COMPARE_RULES } from '../../../../suites/drift/compare/rules.ts';
import type { Survey } from '../../../../suites/drift/compare/survey.ts';

// The good server is opened in one revision at a time, so a lost one is shown on surveys alone.
prove(await besideGood('revisions'), { options: { calls: 'all' }, faults: {}, stillGood: {} });

describe('a revision that is gone', () => {
  test('is found', () => {
    const survey = (speaks: readonly string[]): Survey => ({ speaks, opening: undefined }) as unknown as Survey;
    const judge = COMPARE_RULES.revisions.judge;
    const [before, after] = [survey(REVISIONS), survey(REVISIONS.slice(1))];
    expect(judge(before, after).findings.map(({ key }) => key)).toEqual(['2024-11-05']);
    expect(judge(after, before).findings).toEqual([]);
  });
});
