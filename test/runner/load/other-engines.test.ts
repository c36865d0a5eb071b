// Other engines on the same faulty server: autocannon beside us, Locust with a master and two workers; the same kinds.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../../../fixtures/replicas/balancers.ts';
import { startRaw, type Replica } from '../../../fixtures/replicas/raw.ts';
import { exportPlan } from '../../../runner/load/export-plan.ts';
import { k6Script } from '../../../runner/load/export-k6.ts';
import { locustfile } from '../../../runner/load/export-locust.ts';
import type { LoadFigures } from '../../../runner/load/figures.ts';
import { importLocust, readCsv } from '../../../runner/load/import-locust.ts';
import { importedReport } from '../../../runner/load/imported.ts';
import { load } from '../../../runner/load/run.ts';
import { describeReal } from '../../kit/require-real.ts';

/** Preparation takes some forty requests, which must not meet the faults. */
const FAULTS = { after: 80, toolErrorEvery: 11, rpcErrorEvery: 13, status503Every: 17, wrongIdEvery: 19 };
const KINDS = ['http 503', 'json-rpc-error -32603', 'tool-error', 'wrong-id'];
const USERS = 6;
const REQUESTS = 3000;
const OPTIONS = { revision: '2025-11-25', threads: 0, seed: 1 } as const;

const running: Replica[] = [];
const directory = mkdtempSync(join(tmpdir(), 'assay-locust-'));
afterEach(async () => {
  await Promise.all(running.splice(0).map((replica) => replica.stop()));
});

async function faulty(): Promise<Replica> {
  const replica = await startRaw({ faults: FAULTS });
  running.push(replica);
  return replica;
}

async function ours(engine: 'assay' | 'autocannon', answers: 'json' | 'sse' = 'json'): Promise<LoadFigures> {
  const replica = await startRaw({ faults: FAULTS, answers });
  running.push(replica);
  const report = await load(
    { kind: 'http', url: replica.url },
    { ...OPTIONS, users: USERS, requests: REQUESTS, durationMs: 20_000, engine },
  );
  const { phases } = report.measures['load'] as unknown as { phases: readonly { figures: LoadFigures }[] };
  const figures = phases[0]?.figures;
  if (figures === undefined) throw new Error('no phase');
  return figures;
}

/** Errors of a kind for each hundred requests. */
const share = (figures: LoadFigures, kind: string): number =>
  ((figures.errors.byKind[kind] ?? 0) / figures.requests) * 100;

function expectAlike(one: LoadFigures, two: LoadFigures): void {
  expect(Object.keys(one.errors.byKind).toSorted()).toEqual(KINDS);
  expect(Object.keys(two.errors.byKind).toSorted()).toEqual(KINDS);
  for (const kind of KINDS) expect(Math.abs(share(one, kind) - share(two, kind)), kind).toBeLessThan(2.5);
}

describe('autocannon', () => {
  test.each(['json', 'sse'] as const)('sees the same kinds as often, %s answers', async (answers) => {
    expectAlike(await ours('assay', answers), await ours('autocannon', answers));
  });
});

describe('k6', () => {
  test('the script is sound JavaScript and holds no credential', async () => {
    const replica = await faulty();
    const headers = { 'X-Key': 'not-for-a-file-0123456789' };
    const plan = await exportPlan({ kind: 'http', url: replica.url, headers }, OPTIONS);
    const script = k6Script(plan);
    const file = join(directory, 'script.mjs');
    writeFileSync(file, script);
    expect(spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' }).stderr).toBe('');
    for (const text of [script, locustfile(plan)]) {
      expect(text).not.toMatch(/not-for-a-file/);
      expect(text).toMatch(/ASSAY_HEADER_X_KEY/);
    }
  });
});

describe('results of Locust', () => {
  test('CSV with quotes', () =>
    expect(readCsv('a,"b ""c"", d"\r\n1,\n')).toEqual([
      ['a', 'b "c", d'],
      ['1', ''],
    ]));

  test('the statistics that --csv writes', async () => {
    const stats = join(directory, 'out_stats.csv');
    const columns =
      'Type,Name,Request Count,Failure Count,Average Response Time,Max Response Time,Requests/s,50%,75%,90%,95%,99%,99.9%';
    writeFileSync(
      stats,
      `${columns}\nPOST,initialize,2,0,3,5,0.2,3,3,5,5,5,5\nPOST,tools/list,100,7,4,40,10,3,5,8,9,30,40\n,Aggregated,102,7,4,40,10.2,3,5,8,9,30,40\n`,
    );
    writeFileSync(
      join(directory, 'out_failures.csv'),
      "Method,Name,Error,Occurrences\nPOST,tools/list,CatchResponseError('tool-error'),7\n",
    );
    const figures = importLocust(stats);
    expect(figures).toMatchObject({
      requests: 100,
      latency: { p99: 30, max: 40 },
      errors: { byKind: { 'tool-error': 7 } },
    });
    const report = await importedReport(figures, { engine: 'locust', label: 'Locust' }, {});
    expect(report.exitCode).toBe(1);
    expect(() => importLocust(join(directory, 'nothing.csv'))).toThrow(/cannot be read/);
  });
});

describeReal('Locust, a master and two workers', ['locust'], () => {
  const processes: ChildProcess[] = [];
  afterEach(() => {
    for (const child of processes.splice(0)) child.kill('SIGKILL');
  });

  test('counts every request, and sees the same kinds as often', { timeout: 90_000 }, async () => {
    const replica = await faulty();
    const file = join(directory, 'locustfile.py');
    writeFileSync(file, locustfile(await exportPlan({ kind: 'http', url: replica.url }, OPTIONS)));
    const results = join(directory, 'results.json');
    const port = String(await freePort());
    const before = replica.taken();
    const locust = (...args: string[]): ChildProcess => {
      const env = {
        PATH: process.env['PATH'],
        HOME: directory,
        ASSAY_RESULTS: results,
        ASSAY_REQUESTS_PER_USER: String(REQUESTS / USERS),
      };
      const child = spawn('locust', ['-f', file, ...args], { cwd: directory, env, stdio: 'ignore' });
      processes.push(child);
      return child;
    };
    const master = locust(
      '--master',
      '--master-bind-host',
      '127.0.0.1',
      '--master-bind-port',
      port,
      '--expect-workers',
      '2',
      '--headless',
      '-u',
      String(USERS),
      '-r',
      String(USERS),
      '-t',
      '4s',
      '--stop-timeout',
      '5',
    );
    const ended = new Promise((resolve) => master.once('exit', resolve));
    for (let worker = 0; worker < 2; worker += 1)
      locust('--worker', '--master-host', '127.0.0.1', '--master-port', port);
    await ended;
    const figures = importLocust(results);
    const counted = figures.steps.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(replica.taken() - before);
    expect(figures.sessions.opened).toBeGreaterThanOrEqual(6);
    const own = await ours('assay');
    expect([figures.requests, own.requests]).toEqual([REQUESTS, REQUESTS]);
    expectAlike(own, figures);
    const report = await importedReport(figures, { engine: 'locust', label: 'Locust' }, {});
    expect(report.results.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule.id)).toEqual([
      'load/own-answers',
      'load/thresholds',
    ]);
    rmSync(directory, { recursive: true, force: true });
  });
});
