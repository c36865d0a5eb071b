// Waivers that waive nothing any more are found; those that could not be tried are left alone.

import { expect, it } from 'vitest';
import { unmatchedWaivers } from '../../../runner/config/waivers.ts';
import { finding, reportOf, result } from '../../kit/report-sample.ts';

const waiver = (rule: string, key?: string) => ({
  rule,
  reason: 'r',
  owner: 'o',
  until: '2030-01-01',
  ...(key === undefined ? {} : { finding: key }),
});

const report = reportOf([
  result('a/b/failed', { outcome: 'fail', findings: [finding('one')] }),
  result('a/b/passed'),
  result('a/c/skipped', { outcome: 'skip', seen: 0, reason: { kind: 'blocked', note: '' } }),
]);

it.each([
  ['a rule that failed', waiver('a/b/failed'), []],
  ['its finding', waiver('a/b/failed', 'a/b/failed:one'), []],
  ['a finding that is gone', waiver('a/b/failed', 'a/b/failed:two'), [0]],
  ['a rule that passes now', waiver('a/b/passed'), [0]],
  ['a prefix of which one rule failed', waiver('a/b/*'), []],
  ['a rule that was skipped', waiver('a/c/skipped'), []],
  ['a rule that did not run', waiver('x/y'), []],
])('%s', (_name, given, expected) => {
  expect(unmatchedWaivers([given], [report])).toEqual(expected);
});

it('counts a waiver as used where one server of several needs it', () => {
  expect(unmatchedWaivers([waiver('a/b/failed')], [reportOf([result('a/b/failed')]), report])).toEqual([]);
});
