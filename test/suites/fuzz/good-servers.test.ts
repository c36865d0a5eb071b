// No false alarm: fuzzing the good servers, raw and built on both SDKs, and a published one, finds nothing.

import { describe, expect, it } from 'vitest';

import { run } from '../../../runner/engine/run.ts';
import type { AuditOptions } from '../../../runner/options.ts';
import type { Target } from '../../../runner/target.ts';
import { streamsOf } from '../../kit/good.ts';
import { folderOf } from '../../kit/real-target.ts';

const source = (path: string): Target => ({
  kind: 'stdio',
  command: process.execPath,
  args: ['--import', import.meta.resolve('tsx'), path, 'stdio'],
});

const everything: Target = {
  kind: 'stdio',
  command: process.execPath,
  args: [`${folderOf('@modelcontextprotocol/server-everything')}/dist/index.js`, 'stdio'],
};

async function findings(target: Target, options: AuditOptions): Promise<readonly string[]> {
  const report = await run(target, { suites: ['fuzz'], seed: 1, fuzz: { cases: 200 }, ...options });
  expect(report.faults).toEqual([]);
  expect(report.summary.pass).toBeGreaterThan(5);
  return report.results.flatMap((result) => result.findings.map(({ key, got }) => `${result.revision} ${key}: ${got}`));
}

describe('fuzzing finds nothing in', () => {
  it('the good server, in both eras, every tool called', async () => {
    expect(await findings(streamsOf({}), { calls: 'all' })).toEqual([]);
  }, 240_000);

  it('a server on SDK 1.x', async () => {
    expect(await findings(source('fixtures/sdk-1/main.ts'), { calls: 'all' })).toEqual([]);
  }, 240_000);

  it('a server on SDK 2.x, in both eras', async () => {
    expect(await findings(source('fixtures/sdk-2/main.ts'), { calls: 'all' })).toEqual([]);
  }, 240_000);

  it('the safe tools of server-everything', async () => {
    expect(await findings(everything, { calls: 'readonly' })).toEqual([]);
  }, 240_000);
});
