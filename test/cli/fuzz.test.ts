// `assay fuzz`, `replay` and `contract` as a user runs them: findings, the ready replay, the plan, what is never called.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Report } from '../../suites/kernel/report.ts';
import { assay } from '../kit/assay.ts';

const program = (tools: string): readonly string[] => [
  '--',
  process.execPath,
  'fixtures/tool-defects/server.mjs',
  '--only',
  tools,
];
const TOOLS = 'sound-echo,ignores-enum,echoes-stack,crash-on-percent,loses-state-after-error';

let folder = '';
let file = '';
let report: Report;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-fuzz-'));
  file = join(folder, 'report.json');
  const ran = await assay(['fuzz', '--seed', '1', '--timeout', '2000', '--report', `json:${file}`, ...program(TOOLS)]);
  expect(ran.code, ran.stderr).toBe(1);
  expect(ran.stdout).toContain('--as contract');
  report = JSON.parse(readFileSync(file, 'utf8')) as Report;
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keys = (): readonly string[] => report.results.flatMap(({ findings }) => findings.map(({ key }) => key));

describe('assay fuzz', () => {
  it('writes a report whose findings are the planted ones', () => {
    expect(
      keys()
        .map((key) => key.split(':')[1]?.split('.')[0])
        .toSorted(),
    ).toEqual(['crash-on-percent', 'echoes-stack', 'ignores-enum', 'loses-state-after-error']);
    expect(report.seed).toBe(1);
  });

  it('prints every call of a run and makes none', async () => {
    const ran = await assay(['fuzz', '--dry-run', '--seed', '1', ...program('crash-on-empty-text,not-idempotent')]);
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toMatch(/^\d+ calls of 1 tools, seed 1; none was made/u);
    expect(ran.stdout).toContain('tools/call crash-on-empty-text {"text":""}');
    expect(ran.stdout).not.toContain('not-idempotent');
  }, 60_000);

  it('calls a destructive tool only by name, even with --calls all', async () => {
    const server = ['--', process.execPath, 'fixtures/tool-defects/server.mjs', '--only', 'delete-all,sound-echo'];
    const plan = await assay(['fuzz', '--dry-run', '--calls', 'all', ...server]);
    expect(plan.stdout).toContain('sound-echo');
    expect(plan.stdout).not.toContain('delete-all');
    const config = join(folder, 'allow.yaml');
    writeFileSync(config, 'allow: [delete-all]\n');
    const allowed = await assay(['fuzz', '--dry-run', '--config', config, ...server]);
    expect(allowed.stdout).toContain('tools/call delete-all');
  }, 60_000);
});

describe('assay replay', () => {
  it('shows each finding again from the report alone', async () => {
    for (const key of keys()) {
      const ran = await assay(['replay', `${file}#${key}`, '--timeout', '2000']);
      expect(`${ran.code} ${ran.stderr}`).toMatch(
        new RegExp(`^1 [^]*${key.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&')}: it is still there`, 'u'),
      );
    }
  }, 120_000);

  it('says so where the target was mended', async () => {
    const key = keys().find((one) => one.includes('echoes-stack')) ?? '';
    const ran = await assay(['replay', `${file}#${key}`, ...program('sound-echo')]);
    expect(ran.code).toBe(3);
    const enumKey = keys().find((one) => one.includes('ignores-enum')) ?? '';
    const mended = await assay([
      'replay',
      `${file}#${enumKey}`,
      '--env',
      'ASSAY_MENDED=1',
      '--',
      process.execPath,
      'fixtures/tool-defects/server.mjs',
    ]);
    expect(`${mended.code} ${mended.stderr}`).toMatch(/^0 [^]*it did not come again/u);
  }, 60_000);

  it('prints a contract case that fails on the same target', async () => {
    const key = keys().find((one) => one.includes('ignores-enum')) ?? '';
    const printed = await assay(['replay', `${file}#${key}`, '--as', 'contract']);
    const contract = join(folder, 'pasted.yaml');
    writeFileSync(contract, printed.stdout);
    const ran = await assay(['contract', '--files-only', '--file', contract, ...program(TOOLS)]);
    expect(ran.code, ran.stderr).toBe(1);
    expect(ran.stdout).toContain('1 failed, 0 passed');
  }, 60_000);

  it.each([
    [['replay', 'report.json'], /<report>#<finding key> is expected/u],
    [['replay', 'none.json#x'], /there is no such file/u],
  ])('refuses %j', async (args, message) => {
    const ran = await assay(args);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(message);
  });

  it('names the nearest key', async () => {
    const ran = await assay(['replay', `${file}#fuzz/tools/survives:crash-on-percen`]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('Did you mean');
  });
});

describe('assay contract', () => {
  it('drafts a contract that loads, and that the server keeps where it is sound', async () => {
    const out = join(folder, 'draft.yaml');
    const drafted = await assay(['contract', 'init', '--out', out, ...program('sound-echo,sound-sum')]);
    expect(drafted.code, drafted.stderr).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('confirm:');
    const ran = await assay(['contract', '--files-only', '--file', out, ...program('sound-echo,sound-sum')]);
    expect(`${ran.code} ${ran.stdout}`).toMatch(/^0 /u);
    const again = await assay(['contract', 'init', '--out', out, ...program('sound-echo')]);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('is there already');
  }, 60_000);

  it('finds with the draft what a faulty tool accepts', async () => {
    const out = join(folder, 'faulty.yaml');
    await assay(['contract', 'init', '--out', out, ...program('ignores-enum')]);
    const ran = await assay(['contract', '--files-only', '--file', out, ...program('ignores-enum')]);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('contract/ignores-enum/malformed-enum-of-unit');
  }, 60_000);

  it('prints the schema of contract files', async () => {
    const ran = await assay(['contract', 'schema']);
    expect(JSON.parse(ran.stdout)).toMatchObject({ title: 'Assay contract' });
  });
});

describe('assay audit', () => {
  const contract = `format: assay-contract/1
tools:
  sound-echo:
    valid:
      - name: says something else
        arguments: { text: hello }
        expect: { text: nobody says this }
`;
  const audited = (...args: readonly string[]): ReturnType<typeof assay> =>
    assay(['audit', '--suite', 'contract', '--config', join(folder, 'own.yaml'), ...args, ...program('sound-echo')]);

  it('keeps the contract files that the configuration names', async () => {
    writeFileSync(join(folder, 'own.contract.yaml'), contract);
    writeFileSync(join(folder, 'own.yaml'), 'contracts: [own.contract.yaml]\n');
    const ran = await audited();
    expect(ran.code, ran.stderr).toBe(1);
    expect(ran.stdout).toContain('contract/sound-echo/');
    const plan = await audited('--dry-run');
    expect(plan.stdout).toMatch(/tools\/call sound-echo \{"text":"hello"\} {2}# contract\/sound-echo\//u);
    const none = await audited('--calls', 'none');
    expect(none.code, none.stdout).toBe(0);
  }, 60_000);

  it('announces its calls, and starts nothing that it cannot', async () => {
    const plan = await assay(['audit', '--dry-run', '--suite', 'contract', ...program('sound-echo,delete-all')]);
    expect(plan.code).toBe(0);
    expect(plan.stdout).toMatch(/^\d+ calls of 1 tools, seed \d+; none was made$/mu);
    expect(plan.stdout).not.toContain('tools/call delete-all');
  }, 60_000);
});
