// The terminal report: golden files, 80 columns, and no byte of a target that a terminal would obey.

import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../reporters/columns.ts';
import { terminal } from '../../reporters/terminal.ts';
import { golden } from '../kit/golden.ts';
import {
  cleanReport,
  fullReport,
  finding,
  HOSTILE,
  reportOf,
  result,
  unreachableReport,
} from '../kit/report-sample.ts';

const overlong = (text: string, limit: number): string[] =>
  text.split('\n').filter((line) => columnsOf(line) > limit && !/^\s+(see|replay) /.test(line));

describe('terminal report', () => {
  it('reads as the golden files do', async () => {
    await golden('terminal-full.txt', terminal(fullReport()));
    await golden('terminal-verbose.txt', terminal(fullReport(), { verbose: true, replayFrom: 'out/my report.json' }));
    await golden('terminal-clean.txt', terminal(cleanReport()));
    await golden('terminal-unreachable.txt', terminal(unreachableReport()));
  });

  it.each([40, 60, 80, 100])('keeps to %i columns, urls and commands aside', (columns) => {
    expect(overlong(terminal(fullReport(), { columns, verbose: true }), columns)).toEqual([]);
  });

  it('writes no control, bidirectional or zero-width character, colour off', () => {
    const text = terminal(fullReport(), { verbose: true });
    expect(text.replaceAll('\n', '')).not.toMatch(
      /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f]/,
    );
    expect(text).toContain(String.raw`\e[2J`);
    expect(text).toContain(String.raw`\u{202e}`);
  });

  it('with colour writes its own escapes and none of the target', () => {
    const text = terminal(fullReport(), { colour: true, verbose: true });
    expect(text).toContain('\u001b[31m');
    // eslint-disable-next-line no-control-regex
    expect(text.replace(/\u001b\[\d+m/g, '')).toBe(terminal(fullReport(), { verbose: true }));
  });

  it('tells a fault that shows in several runs once', () => {
    expect(terminal(fullReport()).match(/the name "e cho" holds a space/g)).toHaveLength(1);
  });

  it('puts the worst suite and the worst rule first', () => {
    const text = terminal(
      reportOf([
        result('alpha/a/warned', { outcome: 'warn', findings: [finding('w')] }),
        result('zulu/a/low', { outcome: 'fail', findings: [finding('l', { severity: 'low' })] }),
        result('zulu/a/worst', { outcome: 'fail', findings: [finding('c', { severity: 'critical' })] }),
      ]),
    );
    const order = ['zulu/a/worst', 'zulu/a/low', 'alpha/a/warned'].map((id) => text.indexOf(id));
    expect(order.toSorted((a, b) => a - b)).toEqual(order);
    expect(order).not.toContain(-1);
  });

  it('survives a report that is hostile in every text', () => {
    const hostile = reportOf([
      result('conformance/a/b', {
        outcome: 'fail',
        findings: [
          finding(HOSTILE, { at: [{ exchange: 'e404', pointer: `/${HOSTILE}` }] }),
          finding('no place', { at: [] }),
        ],
      }),
    ]);
    expect(terminal(hostile)).toContain('no place');
  });
});
