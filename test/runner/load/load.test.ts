// Load runs against a small server that is broken in exactly one way, and against the same server when it is not.

import { afterEach, describe, expect, test } from 'vitest';
import { startRaw, type RawOptions, type Replica } from '../../../fixtures/replicas/raw.ts';
import type { LoadOptions } from '../../../runner/load/options.ts';
import { load } from '../../../runner/load/run.ts';
import type { Report } from '../../../suites/kernel/report.ts';

const running: Replica[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((replica) => replica.stop()));
});

async function run(server: RawOptions, options: LoadOptions): Promise<Report> {
  const replica = await startRaw(server);
  running.push(replica);
  return load({ kind: 'http', url: replica.url }, { threads: 0, seed: 1, durationMs: 20_000, ...options });
}

const outcome = (report: Report, rule: string): string | undefined =>
  report.results.find((result) => result.rule.id === `load/${rule}`)?.outcome;
const keys = (report: Report): string[] =>
  report.results.filter(({ outcome: one }) => one === 'fail').flatMap(({ findings }) => findings.map(({ key }) => key));

interface Figures {
  readonly requests: number;
  readonly errors: { readonly byKind: Readonly<Record<string, number>> };
  readonly latency: { readonly p50: number; readonly p99: number };
  readonly sessions: { readonly opened: number; readonly lost: number; readonly ended: number };
  readonly answers: { readonly json: number; readonly sse: number };
}
const figures = (report: Report, index = 0): Figures => {
  const { phases } = report.measures['load'] as unknown as { phases: readonly { figures: Figures }[] };
  const one = phases[index]?.figures;
  if (one === undefined) throw new Error('no such phase');
  return one;
};

const EACH = { users: 8, requests: 2000 } as const;

describe('a good server', () => {
  test.each([
    ['stateful, JSON answers', { revision: '2025-11-25' }, {}],
    ['stateful, event streams', { revision: '2025-11-25' }, { answers: 'sse' }],
    ['stateless, initialize era', { revision: '2025-11-25' }, { sessions: 'none' }],
    ['per-request era', {}, {}],
  ] as [string, LoadOptions, RawOptions][])('%s: nothing found', async (_name, options, server) => {
    const report = await run(server, { ...EACH, ...options });
    expect(report.results.filter(({ outcome: one }) => one === 'fail' || one === 'warn')).toEqual([]);
    expect(report.exitCode).toBe(0);
    expect(figures(report).requests).toBe(2000);
    expect(figures(report).answers[server.answers ?? 'json']).toBeGreaterThanOrEqual(2000);
  });

  test('open loop, in threads', async () => {
    const report = await run({}, { rate: 300, durationMs: 1500, threads: 2 });
    expect(figures(report).requests).toBe(450);
    expect(report.exitCode).toBe(0);
  });

  test('session churn ends what it opens', async () => {
    const report = await run({}, { revision: '2025-11-25', users: 4, requests: 400, churn: 20 });
    expect(report.exitCode).toBe(0);
    expect(figures(report).sessions.opened).toBeGreaterThanOrEqual(20);
    expect(running[0]?.sessions.size).toBe(0);
  });
});

describe('planted faults', () => {
  test.each([
    ['an id that is not the one asked', { wrongIdEvery: 500 }, 'load/own-answers:wrong-id'],
    ['a list that is empty now and then', { emptyListEvery: 301 }, 'load/whole-answers:changed tools/list'],
    ['isError inside HTTP 200', { toolErrorEvery: 20 }, 'load/thresholds:errors<1%'],
    ['JSON-RPC errors inside HTTP 200', { rpcErrorEvery: 50 }, 'load/thresholds:errors<1%'],
    ['503 with HTML', { status503Every: 50 }, 'load/thresholds:errors<1%'],
  ] as [string, RawOptions['faults'], string][])('%s', async (_name, faults, key) => {
    // Preparation takes about 20 requests, which must not meet the fault.
    const report = await run({ faults: { ...faults, after: 40 } }, { ...EACH, revision: '2025-11-25' });
    expect(keys(report)).toContain(key);
    expect(report.exitCode).toBe(1);
    const result = report.results.find(({ findings }) => findings.some((finding) => finding.key === key));
    const place = result?.findings[0]?.at[0]?.exchange ?? '';
    expect(report.excerpts[place]?.received).toMatch(/\S/);
  });

  test('B’s data for session A once in a thousand, ten times over', async () => {
    const verdicts = new Set<string>();
    for (let turn = 0; turn < 10; turn += 1) {
      const faults = { crossEvery: 1000, after: 40 };
      const report = await run({ faults }, { users: 16, requests: 4000, revision: '2025-11-25', seed: turn });
      verdicts.add(keys(report).join());
    }
    expect([...verdicts]).toEqual(['load/own-answers:crossed']);
  });

  test('a stall of 500 ms shows as such in the open loop', async () => {
    const faults = { stall: { everyMs: 2000, forMs: 500 } };
    const report = await run({ faults }, { rate: 200, durationMs: 4500, sessions: 4 });
    // What was due in the stall waited on average half of it, and the slowest percent all of it.
    expect(figures(report).latency.p99).toBeGreaterThan(400);
    expect(outcome(report, 'no-stalls')).toBe('warn');
    expect(report.exitCode).toBe(0);
  });

  test('a threshold of the operator gates the exit code', async () => {
    const strict = await run({}, { ...EACH, thresholds: ['rate>10000000', 'errors<1%'] });
    expect(keys(strict)).toEqual(['load/thresholds:rate>10000000']);
    expect(strict.exitCode).toBe(1);
    await expect(run({}, { thresholds: ['speed<1'] })).rejects.toThrow(/no threshold/);
  });

  test('a target off this machine is not loaded unless it is said to be ours', async () => {
    await expect(load({ kind: 'http', url: 'http://192.0.2.1/mcp' }, { users: 1 })).rejects.toThrow(
      /i-own-this-target/,
    );
  });

  test('nobody listens: exit 3, no verdict', async () => {
    const report = await load({ kind: 'http', url: 'http://127.0.0.1:9/mcp' }, { users: 1 });
    expect(report.exitCode).toBe(3);
    expect(report.results).toEqual([]);
  });
});

describe('connections', () => {
  test('one that the server closed while it was idle is no error of the server', async () => {
    // The server closes idle connections after a while that our own limit does not foresee.
    const replica = await startRaw({ keepAliveMs: 700 });
    running.push(replica);
    const target = { kind: 'http', url: replica.url } as const;
    const report = await load(target, { rate: 1.2, sessions: 1, durationMs: 4000, threads: 0, revision: '2025-11-25' });
    expect(figures(report).errors.byKind).toEqual({});
    expect(report.exitCode).toBe(0);
  });
});
