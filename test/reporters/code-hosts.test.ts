// SARIF for GitHub, code quality for GitLab, the badge: what those hosts demand, and fingerprints that stay.

import { describe, expect, it } from 'vitest';
import { badge } from '../../reporters/badge.ts';
import { gitlab } from '../../reporters/gitlab.ts';
import { sarif } from '../../reporters/sarif.ts';
import { golden } from '../kit/golden.ts';
import { cleanReport, finding, fullReport, reportOf, result, unreachableReport } from '../kit/report-sample.ts';

interface Log {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly rules: readonly { id: string; help: { text: string }; properties: Record<string, unknown> }[];
      };
    };
    readonly results: readonly {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: readonly { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[];
      partialFingerprints: Record<string, string>;
      suppressions?: unknown[];
    }[];
  }[];
}

const logOf = (text: string): Log => JSON.parse(text) as Log;

describe('sarif', () => {
  const log = logOf(sarif(fullReport(), { place: { file: '.vscode/mcp.json', line: 7 } }));

  it('reads as the golden file does', async () => {
    await golden('report.sarif', sarif(fullReport()));
  });

  it('has what GitHub needs of each rule and result', () => {
    const [run] = log.runs;
    expect(log.version).toBe('2.1.0');
    for (const one of run?.results ?? []) {
      expect(run?.tool.driver.rules[one.ruleIndex]?.id).toBe(one.ruleId);
      expect(one.locations[0]?.physicalLocation).toMatchObject({
        artifactLocation: { uri: '.vscode/mcp.json' },
        region: { startLine: 7 },
      });
      expect(one.message.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
      expect(['error', 'warning', 'note']).toContain(one.level);
    }
    const prints = run?.results.map((one) => one.partialFingerprints['primaryLocationLineHash']) ?? [];
    expect(new Set(prints).size).toBe(prints.length);
    const poison = run?.tool.driver.rules.find(({ id }) => id === 'poison/text/hidden');
    expect(poison?.properties).toMatchObject({ 'security-severity': '9.5' });
    expect(poison?.help.text).toContain('Send what the specification asks for.');
    expect(run?.results.find(({ ruleId }) => ruleId === 'contract/calls/echo')?.suppressions).toHaveLength(1);
  });

  it('keeps a fingerprint when texts, places and other findings change', () => {
    const one = (got: string, exchange: string, more: readonly string[]) =>
      logOf(
        sarif(
          reportOf([
            result('a/b', {
              outcome: 'fail',
              findings: [...more.map((key) => finding(key)), finding('k', { got, at: [{ exchange }] })],
            }),
          ]),
        ),
      ).runs[0]?.results.at(-1)?.partialFingerprints;
    expect(one('x', 'e1', [])).toEqual(one('y', 'e9', ['other']));
  });

  it('of a clean or unreachable target is still a log', () => {
    expect(logOf(sarif(cleanReport())).runs[0]?.results).toEqual([]);
    expect(sarif(unreachableReport())).toContain('"executionSuccessful": false');
  });
});

describe('gitlab', () => {
  it('is a list of entries with different fingerprints, waived ones left out', async () => {
    const entries = JSON.parse(gitlab(fullReport())) as { fingerprint: string; check_name: string; severity: string }[];
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
    expect(entries.map(({ check_name: name }) => name)).not.toContain('contract/calls/echo');
    expect(entries.every(({ severity }) => ['info', 'minor', 'major', 'critical', 'blocker'].includes(severity))).toBe(
      true,
    );
    await golden('gitlab.json', gitlab(fullReport()));
  });
});

describe('badge', () => {
  it('says the verdict', async () => {
    expect(badge(fullReport())).toContain('fail 4 failed');
    expect(badge(cleanReport())).toContain('pass 2025-11-25');
    expect(badge(unreachableReport())).toContain('could not judge');
    await golden('badge.svg', badge(cleanReport()));
  });
});
