// `assay load`, `load export` and `load import` as a user types them.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRaw, type Replica } from '../../fixtures/replicas/raw.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { assay } from '../kit/assay.ts';

const directory = mkdtempSync(join(tmpdir(), 'assay-load-'));
const STDIO = fileURLToPath(new URL('../../fixtures/replicas/stdio.mjs', import.meta.url));
let replica: Replica;
beforeAll(async () => {
  replica = await startRaw();
});
afterAll(async () => {
  await replica.stop();
  rmSync(directory, { recursive: true, force: true });
});

describe('assay load', () => {
  test('a closed and an open loop, figures on the terminal, a report, thresholds', async () => {
    const report = join(directory, 'report.json');
    const ran = await assay([
      'load',
      replica.url,
      '--duration',
      '2',
      '--threads',
      '1',
      '--threshold',
      'p99<20000',
      '--report',
      `json:${report}`,
    ]);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/FIGURES/);
    expect(ran.stdout).toMatch(/closed +\d+ requests/);
    expect(ran.stdout).toMatch(/open +\d+ requests/);
    const written = JSON.parse(readFileSync(report, 'utf8')) as Report;
    expect(written.results.every(({ suite }) => suite === 'load')).toBe(true);
    const gated = await assay(['load', replica.url, '--requests', '50', '--users', '2', '--threshold', 'rate>9999999']);
    expect(gated.code).toBe(1);
    expect(gated.stdout).toMatch(/rate>9999999/);
  });

  test('a scenario from a file, and calls by hand', async () => {
    const file = join(directory, 'scenario.yaml');
    writeFileSync(
      file,
      'order: sequence\nsteps:\n  - method: tools/list\n  - call: echo\n    arguments: { text: "{{marker}}" }\n',
    );
    const ran = await assay([
      'load',
      replica.url,
      '--scenario',
      file,
      '--requests',
      '40',
      '--users',
      '2',
      '--report',
      'json:-',
    ]);
    const { measures } = JSON.parse(ran.stdout) as {
      measures: { load: { scenario: { steps: { name: string; echo: boolean }[] } } };
    };
    expect(measures.load.scenario.steps).toEqual([
      { name: 'tools/list', weight: 1, echo: false },
      { name: 'tools/call echo', weight: 1, echo: true },
    ]);
    const byHand = await assay([
      'load',
      replica.url,
      '--call',
      'echo {"text":"hi {{marker}}"}',
      '--requests',
      '20',
      '--users',
      '1',
    ]);
    expect(byHand.code).toBe(0);
  });

  test('a program', async () => {
    const ran = await assay(['load', '--requests', '200', '--users', '4', '--', process.execPath, STDIO]);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/memory +\d+/);
  });

  test.each([
    [['http://192.0.2.7/mcp'], 2, /only with --i-own-this-target/],
    [['http://127.0.0.1:9/mcp', '--users', '1'], 3, /ECONNREFUSED|nobody listens|refused/i],
    [['http://127.0.0.1:9/mcp', '--threshold', 'speed<1'], 2, /no threshold/],
    [['http://127.0.0.1:9/mcp', '--ramp', '5'], 2, /--ramp/],
    [['http://127.0.0.1:9/mcp', '--users', '99999999'], 2, /--users/],
    [['http://127.0.0.1:9/mcp', '--call', 'echo {'], 2, /--call/],
    [['http://127.0.0.1:9/mcp', '--scenario', '/nowhere.yaml'], 2, /nowhere/],
    [['http://127.0.0.1:9/mcp', '--direct', 'ftp://x'], 2, /--direct/],
    [['http://127.0.0.1:9/mcp', '--revision', '2024-11-05'], 2, /Streamable HTTP/],
    [['http://127.0.0.1:9/mcp', '--other-bearer-env', 'NO_SUCH_VARIABLE'], 2, /NO_SUCH_VARIABLE is not set/],
  ])('%j: exit %i', async (args, code, said) => {
    const ran = await assay(['load', ...args]);
    expect(ran.stderr).toMatch(said);
    expect(ran.code).toBe(code);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });
});

describe('assay load export, load import', () => {
  test.each(['locust', 'k6'])('--engine %s', async (engine) => {
    const file = join(directory, engine);
    const ran = await assay(['load', 'export', replica.url, '--engine', engine, '--out', file]);
    expect(ran.code).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/tools\/list/);
  });

  test('what is no result of Locust', async () => {
    const file = join(directory, 'other.json');
    writeFileSync(file, '{}');
    const ran = await assay(['load', 'import', file]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/was not written by an exported locustfile/);
  });
});
