// JSON, NDJSON, JUnit and Markdown: golden files, and what readers of each format rely on.

import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { json } from '../../reporters/json.ts';
import { junit } from '../../reporters/junit.ts';
import { COMMENT_MARK, markdown } from '../../reporters/markdown.ts';
import { ndjson } from '../../reporters/ndjson.ts';
import { reportSchema } from '../../reporters/schema/report-schema.ts';
import { golden } from '../kit/golden.ts';
import {
  cleanReport,
  finding,
  fullReport,
  HOSTILE,
  reportOf,
  result,
  unreachableReport,
} from '../kit/report-sample.ts';

const validate = new Ajv({ strict: false, allErrors: true }).compile(reportSchema);

describe('json', () => {
  it('validates against the published schema', async () => {
    for (const report of [fullReport(), cleanReport(), unreachableReport()]) {
      validate(JSON.parse(json(report)));
      expect(validate.errors).toBeNull();
    }
    await golden('report.json', json(fullReport()));
    await golden('report-schema.json', json(reportSchema as never));
  });

  it.each([
    ['a pass that saw nothing', result('a/b', { seen: 0 })],
    ['a failure without a finding', result('a/b', { outcome: 'fail' })],
    ['a skip without a reason', result('a/b', { outcome: 'skip', seen: 0 })],
    ['a rule id with a space', result('a/b c')],
    [
      'a pointer that is none',
      result('a/b', { outcome: 'fail', findings: [finding('k', { at: [{ exchange: 'e1', pointer: 'x' }] })] }),
    ],
  ])('refuses %s', (_name, bad) => {
    expect(validate(JSON.parse(json(reportOf([bad]))))).toBe(false);
  });
});

describe('ndjson', () => {
  it('is one object a line', async () => {
    const text = ndjson(fullReport());
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(lines[0]?.type).toBe('report');
    expect(lines.filter((line) => line.type === 'result')).toHaveLength(fullReport().results.length);
    expect(lines.at(-1)).toMatchObject({ type: 'summary', exitCode: 1 });
    await golden('report.ndjson', text);
  });
});

describe('junit', () => {
  it('counts what it holds', async () => {
    const text = junit(fullReport());
    const tests = Number(/<testsuites [^>]*tests="(\d+)"/.exec(text)?.[1]);
    expect(text.match(/<testcase /g)).toHaveLength(tests);
    expect(text.match(/<failure /g)).toHaveLength(Number(/<testsuites [^>]*failures="(\d+)"/.exec(text)?.[1]));
    expect(text.match(/<skipped /g)).toHaveLength(Number(/<testsuites [^>]*skipped="(\d+)"/.exec(text)?.[1]));
    expect(text.match(/<error /g)).toHaveLength(Number(/<testsuites [^>]*errors="(\d+)"/.exec(text)?.[1]));
    await golden('junit.xml', text);
    await golden('junit-unreachable.xml', junit(unreachableReport()));
  });

  it('is well-formed and holds no character that XML 1.0 forbids', () => {
    const text = junit(fullReport());
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    expect(text).not.toContain('<script>');
    expect(unbalanced(text)).toEqual([]);
  });

  it('makes a failure of a warning only where the run does', () => {
    const warned = reportOf([result('a/b', { outcome: 'warn', findings: [finding('k')], card: { level: 'should' } })]);
    expect(junit(warned)).not.toContain('<failure');
    expect(junit(warned, { failOn: 'warn' })).toContain('<failure');
    const advised = reportOf([result('a/b', { outcome: 'warn', findings: [finding('k')], card: { level: 'advice' } })]);
    expect(junit(advised, { failOn: 'warn' })).not.toContain('<failure');
  });
});

/** Tags that are not closed in the order they were opened. */
function unbalanced(xml: string): string[] {
  const open: string[] = [];
  for (const [, close, name, empty] of xml.matchAll(/<(\/?)([a-z-]+)(?:\s(?:[a-z]+="[^"<]*"\s*)*)?(\/?)>/g)) {
    if (close === '/' && open.pop() !== name) return [String(name)];
    if (close !== '/' && empty !== '/') open.push(String(name));
  }
  return open;
}

describe('markdown', () => {
  it('reads as the golden files do', async () => {
    await golden('comment.md', markdown(fullReport()));
    await golden('comment-clean.md', markdown(cleanReport()));
    const base = fullReport();
    const fixed = { ...base, results: base.results.filter((r) => r.rule.id !== 'poison/text/hidden') };
    const now = reportOf([
      ...fixed.results,
      result('poison/text/hidden', { seen: 2 }),
      result('conformance/new/fault', { outcome: 'fail', findings: [finding('new | one')] }),
    ]);
    await golden('comment-changes.md', markdown(now, { base }));
    expect(markdown(now, { base })).toContain('1 new, 1 gone');
  });

  it('names what could not be judged any more, and does not call it gone', () => {
    const base = reportOf([result('a/b', { outcome: 'fail', findings: [finding('k')] })]);
    const now = reportOf([result('a/b', { outcome: 'skip', seen: 0, reason: { kind: 'blocked', note: 'x' } })]);
    const text = markdown(now, { base });
    expect(text).toContain('0 gone');
    expect(text).toContain('could not be judged now: `a/b`');
  });

  it('lets no text of the target become markup, mention or link', () => {
    const text = markdown(fullReport())
      .replace(/^```[\s\S]*?^```/gm, '')
      .replace(/(`+)[^`\n](?:[^\n]*?[^`])?\1(?!`)/g, '');
    expect(text).not.toContain('<script');
    expect(text).not.toMatch(/(?<!\\)\[a\]\(/);
    expect(text).not.toContain('@everyone');
    expect(text).not.toContain('\u202e');
  });

  it('stays within the limit of a comment', () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      result(`conformance/many/rule-${index}`, {
        outcome: 'fail',
        findings: [finding('k', { got: HOSTILE.repeat(5) })],
      }),
    );
    const text = markdown(reportOf(many));
    expect(text.length).toBeLessThan(65_000);
    expect(text).toMatch(/\d+ further rules did not fit/);
    expect(text.startsWith(COMMENT_MARK)).toBe(true);
  });
});
