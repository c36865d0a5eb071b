// The loss of a replica behind a real HAProxy: processes started, killed and started again, sessions and figures.

import { afterEach, expect, test } from 'vitest';
import { freePort, startHaproxy, type Balancer } from '../../../fixtures/replicas/balancers.ts';
import { affinity } from '../../../runner/affinity/run.ts';
import type { AffinityOptions } from '../../../runner/affinity/options.ts';
import type { Report } from '../../../suites/kernel/report.ts';
import type { Outage } from '../../../suites/affinity/outage.ts';
import { found, resultOf } from '../../kit/affinity.ts';
import { assay } from '../../kit/assay.ts';
import { built } from '../../kit/built.ts';
import { describeReal } from '../../kit/require-real.ts';

const balancers: Balancer[] = [];
afterEach(async () => {
  await Promise.all(balancers.splice(0).map((one) => one.stop()));
});

const TIMES = { beforeMs: 1000, downMs: 3500, backMs: 4500, graceMs: 2000 };

interface Prepared {
  readonly url: string;
  readonly replicas: readonly string[];
  readonly startReplicas: readonly string[];
}

async function prepared(kind: string): Promise<Prepared> {
  const ports = [await freePort(), await freePort()];
  const balancer = await startHaproxy(ports, { policy: 'stick-table' });
  balancers.push(balancer);
  return {
    url: balancer.url,
    replicas: ports.map((port) => `http://127.0.0.1:${port}/mcp`),
    startReplicas: ports.map((port) => `"${process.execPath}" "${built('fixtures/replicas/main.ts')}" ${kind} ${port}`),
  };
}

function run({ url, replicas, startReplicas }: Prepared, options: AffinityOptions = {}): Promise<Report> {
  const own = { seed: 1, parts: ['failover'], failoverTimes: TIMES, startReplicas, ...options } as const;
  return affinity({ kind: 'http', url, replicas }, own);
}

const outageIn = (report: Report, revision: string): Outage =>
  (report.measures['affinity'] as unknown as Readonly<Record<string, { readonly outage: Outage }>>)[revision]
    ?.outage as Outage;

describeReal('failover behind HAProxy', ['haproxy'], () => {
  test('SDK 1.x: the others serve, the lost sessions get 400 and never recover', { timeout: 240_000 }, async () => {
    const report = await run(await prepared('sdk-1'), { revisions: ['2025-11-25'] });
    expect(report.faults).toEqual([]);
    expect(found(report)).toEqual(['failover-honest:HTTP 400']);
    expect(resultOf(report, 'failover-serves')?.outcome).toBe('pass');
    expect(resultOf(report, 'failover-recovers')?.outcome).toBe('pass');
    const outage = outageIn(report, '2025-11-25');
    expect(outage).toMatchObject({ sessions: 8, healthyUsed: true });
    expect(outage.lost).toBeGreaterThan(0);
    // All of them, where the balancer happened to send every opening to the replica that went.
    expect(outage.lost).toBeLessThanOrEqual(8);
    expect(outage.recoverMs).toBeTypeOf('number');
    expect(outage.refusals['HTTP 400']).toBeGreaterThan(0);
  });

  test('2026-07-28 loses nothing but what was under way', { timeout: 240_000 }, async () => {
    const report = await run(await prepared('sdk-2'), { revisions: ['2026-07-28'] });
    expect(found(report)).toEqual([]);
    expect(report.exitCode).toBe(0);
    expect(outageIn(report, '2026-07-28')).toMatchObject({ lost: 0, healthyUsed: true });
  });

  test('the command: commands for kill and heal, a report, the exit code', { timeout: 240_000 }, async () => {
    const { url, replicas, startReplicas } = await prepared('raw');
    const flags = replicas.flatMap((replica) => ['--replica', replica]);
    const started = startReplicas.flatMap((command) => ['--start-replica', command]);
    const quick = ['--ids', '30', '--sessions', '8', '--rounds', '3', '--revision', '2025-11-25'];
    const ran = await assay([
      ...['affinity', url, ...flags, ...started, ...quick],
      ...['--kill', 'exit 0', '--heal', 'true', '--down-for', '1', '--report', 'json:-'],
    ]);
    const report = JSON.parse(ran.stdout) as Report;
    expect(report.faults).toEqual([]);
    // The hooks did nothing, and the stick table holds: nothing is lost.
    expect(found(report)).toEqual(['lost-session-404:400']);
    expect(ran.code).toBe(0);
    expect(report.summary.fail).toBe(0);
    expect(ran.stderr).toMatch(/FIGURES/);
    const failing = await assay(['affinity', url, ...flags, ...started, ...quick, '--kill', 'exit 7']);
    expect(failing.stdout).toMatch(/the kill hook failed: it ended with code 7/);
    const wrong = await assay(['affinity', url, '--heal', 'true']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/--heal needs --kill/);
  });
});
