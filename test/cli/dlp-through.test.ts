// `assay dlp upstream` and `assay dlp --through`, as they are typed.

import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Ajv } from 'ajv';
import { startGateway, type Gateway } from '../../fixtures/gateways/proxy.ts';
import { KNOWING, REDACTOR } from '../../fixtures/gateways/policies.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { assay } from '../kit/assay.ts';
import { built } from '../kit/built.ts';
import { folder } from '../kit/folder.ts';

let upstream: { readonly url: string; readonly seed: number; readonly corpus: string; readonly cases: number };
let child: ChildProcess;
const gateways: Gateway[] = [];

beforeAll(async () => {
  const args = ['dlp', 'upstream', '--port', '0', '--seed', '9', '--corpus', 'quick'];
  child = spawn(process.execPath, [built('cli/main.ts'), ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  upstream = await new Promise((resolve) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(JSON.parse(chunk.toString('utf8')) as typeof upstream));
  });
}, 60_000);
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
  child.kill('SIGTERM');
  await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(undefined)));
});

const gateway = async (policy: Parameters<typeof startGateway>[1]): Promise<string> => {
  const started = await startGateway(upstream.url, policy);
  gateways.push(started);
  return started.url;
};

test('the upstream says where it is and what it serves', () => {
  expect(upstream).toMatchObject({ seed: 9, corpus: 'quick', cases: 186 });
  expect(upstream.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
});

describe('--through', () => {
  test('prints the leak table, writes every report, and ends with 1', { timeout: 60_000 }, async () => {
    const file = join(folder({}), 'report.json');
    const page = join(folder({}), 'report.html');
    const args = ['--report', `json:${file}`, '--report', `html:${page}`, '--upstream', upstream.url, '--no-color'];
    const { code, stdout } = await assay(['dlp', '--through', await gateway(REDACTOR), ...args]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/STOPPED OF WHAT WAS PLANTED {2}2025-11-25, 2026-07-28/);
    expect(stdout).toMatch(/structured +0\/4 +base64 +0\/6/);
    expect(stdout).toMatch(/over-blocking/);
    expect(stdout).toMatch(/adds p50/);
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    const { stdout: schema } = await assay(['report', 'schema']);
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(schema) as object);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(readFileSync(page, 'utf8')).toMatch(/class="hot">leaked/);
    const { code: again, stdout: rendered } = await assay(['report', 'render', file, '--report', 'markdown:-']);
    expect([again, rendered.includes('dlp/gateway/planted-stopped')]).toEqual([0, true]);
  });

  test('ends with 0 where nothing planted comes through', { timeout: 60_000 }, async () => {
    const { code, stdout } = await assay(['dlp', '--through', await gateway(KNOWING), '--revision', '2026-07-28']);
    expect(stdout).toMatch(/72\/72 stopped \(100 %\)/);
    expect(code).toBe(0);
  });

  test.each([
    [['dlp', '--through', 'http://127.0.0.1:9/mcp', 'http://127.0.0.1:8/mcp'], /names the target/],
    [['dlp', '--through', 'nonsense'], /no http\(s\) url/],
    [['dlp', '--upstream', 'http://127.0.0.1:9/mcp', 'http://127.0.0.1:8/mcp'], /belong to --through/],
    [['dlp', 'upstream', '--host', '127.0.0.1'], /--host needs --port/],
    [['dlp', 'upstream', '--corpus', 'huge'], /corpus/],
  ])('%j is a usage error', async (args, said) => {
    const { code, stderr } = await assay(args);
    expect(stderr).toMatch(said);
    expect(code).toBe(2);
  });

  test('another seed than the upstream serves is a usage error, not a verdict', async () => {
    const { code, stderr } = await assay(['dlp', '--through', upstream.url, '--seed', '3']);
    expect(stderr).toMatch(/serves seed 9/);
    expect(code).toBe(2);
  });

  test('nobody there is exit code 3', async () => {
    const { code } = await assay(['dlp', '--through', 'http://127.0.0.1:9/mcp', '--seed', '1']);
    expect(code).toBe(3);
  });
});
