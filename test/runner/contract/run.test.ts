// A contract file end to end: what keeps it passes, each planted breach is found, snapshots are taken and compared.

import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { loadContract } from '../../../runner/contract/load.ts';
import { auditContracts } from '../../../runner/contract/run.ts';
import type { Report } from '../../../suites/kernel/report.ts';
import type { Target } from '../../../runner/target.ts';

const target: Target = { kind: 'stdio', command: process.execPath, args: ['fixtures/tool-defects/server.mjs'] };

let folder = '';
let file = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-contract-'));
  file = join(folder, 'tools.contract.yaml');
  copyFileSync('fixtures/contracts/tool-defects.contract.yaml', file);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const audit = (how: { name?: string; frozen?: boolean; calls?: 'readonly' | 'all' } = {}): Promise<Report> =>
  auditContracts(
    target,
    { revisions: ['2025-11-25'], calls: how.calls ?? 'all', seed: 1 },
    { contracts: [loadContract(file, { ASSAY_TEST_NAME: how.name })], filesOnly: true, frozen: how.frozen === true },
  );

const failed = (report: Report): readonly string[] =>
  report.results
    .filter(({ outcome }) => outcome === 'fail')
    .flatMap(({ findings }) => findings.map(({ key }) => key))
    .toSorted();

const BREACHES = [
  'contract/ignores-enum/malformed-another-unit:another-unit.outcome',
  'contract/not-idempotent/annotations:idempotentHint',
  'contract/not-read-only/annotations:readOnlyHint',
  'contract/not-read-only/valid-counts-without-changing:counts-without-changing.unchanged',
  'contract/sequences/a-tool-vanishes-without-a-word:step-2.notified',
  'contract/sequences/pages-that-shift:list-shifting-pages.twice',
  'contract/sequences/three-entries-and-back:get-entry.outcome',
  'contract/sequences/too-much-context:budget.bytes',
];

describe('a contract file', () => {
  it('fails in CI where a snapshot was never taken', async () => {
    const report = await audit({ frozen: true });
    expect(failed(report)).toEqual(
      [...BREACHES, 'contract/sound-echo/valid-says-it-again:says-it-again.snapshot'].toSorted(),
    );
  }, 60_000);

  it('finds each planted breach and nothing else, and takes its snapshot', async () => {
    const report = await audit();
    expect(failed(report)).toEqual(BREACHES);
    expect(report.summary).toMatchObject({ pass: 12, skip: 0, error: 0 });
    expect(JSON.parse(readFileSync(`${file}.snapshots.json`, 'utf8'))).toEqual({
      echo: { content: [{ type: 'text', text: 'You said hello world' }] },
    });
  }, 60_000);

  it('compares with the snapshot, and fills variables from the environment', async () => {
    const report = await audit({ name: 'moon' });
    expect(failed(report)).toEqual(
      [...BREACHES, 'contract/sound-echo/valid-says-it-again:says-it-again.snapshot'].toSorted(),
    );
  }, 60_000);

  it('calls nothing that is neither read-only nor allowed', async () => {
    const report = await audit({ calls: 'readonly' });
    const skipped = report.results.filter(({ reason }) => reason?.kind === 'not-allowed').map(({ rule }) => rule.id);
    expect(skipped).toEqual(
      expect.arrayContaining(['contract/not-idempotent/annotations', 'contract/sequences/create-and-read']),
    );
    expect(failed(report).some((key) => key.startsWith('contract/not-idempotent'))).toBe(false);
  }, 60_000);
});
