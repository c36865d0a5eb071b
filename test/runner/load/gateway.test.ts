// What a gateway adds, where a target stops keeping up, and whether events pass: measured against what was built in.

import { afterEach, describe, expect, test } from 'vitest';
import { startNginx, type Balancer } from '../../../fixtures/replicas/balancers.ts';
import { startProxy } from '../../../fixtures/replicas/proxy.ts';
import { startRaw, type RawOptions, type Replica } from '../../../fixtures/replicas/raw.ts';
import type { Knee } from '../../../runner/load/knee.ts';
import { kneeOf, ratesOf } from '../../../runner/load/knee.ts';
import { interval, type Overhead } from '../../../runner/load/overhead.ts';
import { seededRandom } from '../../../runner/load/random.ts';
import { load } from '../../../runner/load/run.ts';
import { describeReal } from '../../kit/require-real.ts';

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

async function kept<T extends Replica | Balancer>(one: Promise<T>): Promise<T> {
  const started = await one;
  running.unshift(started);
  return started;
}

const raw = (options: RawOptions = {}): Promise<Replica> => kept(startRaw(options));

describe('the overhead of a gateway', () => {
  test('twenty milliseconds built in are found', async () => {
    const replica = await raw();
    const proxy = await kept(startProxy({ fault: { delays: 20 } })([replica.port]));
    const options = { users: 1, requests: 5, threads: 0, direct: replica.url, pairs: 60, seed: 1 } as const;
    const report = await load({ kind: 'http', url: proxy.url }, { ...options, thresholds: ['added.p50<5'] });
    const { overhead } = report.measures['load'] as unknown as { overhead: Overhead };
    expect(overhead.pairs).toBe(60);
    expect(overhead.errors).toEqual({ direct: 0, gateway: 0 });
    // A timer may fire a little early, never this early.
    expect(overhead.added.p50.low).toBeGreaterThan(15);
    expect(report.results.find(({ rule }) => rule.id === 'load/thresholds')?.outcome).toBe('fail');
  });

  test('the interval holds the true difference, and narrows with more pairs', () => {
    const random = seededRandom(7);
    const side = (count: number, more: number): number[] =>
      Array.from({ length: count }, () => 10 + random() * 4 + more);
    const few = interval(side(50, 0), side(50, 3), 0.5, random);
    const many = interval(side(2000, 0), side(2000, 3), 0.5, random);
    expect(many.low).toBeLessThan(3.1);
    expect(many.high).toBeGreaterThan(2.9);
    expect(many.high - many.low).toBeLessThan(few.high - few.low);
  });
});

describe('the knee', () => {
  test('a server that can take 100 a second is not believed to take 160', async () => {
    const replica = await raw({ faults: { serialMs: 10 } });
    const ramp = { from: 20, to: 160, steps: 4 };
    const report = await load({ kind: 'http', url: replica.url }, { ramp, durationMs: 6000, threads: 0, seed: 1 });
    const { ramp: found } = report.measures['load'] as unknown as { ramp: { knee: Knee } };
    expect(found.knee.sustainedPerSecond).toBeLessThan(120);
    expect(found.knee.brokenPerSecond).toBeLessThanOrEqual(160);
    // The ramp goes too far on purpose: that is no failure.
    expect(report.exitCode).toBe(0);
  });

  test.each([
    [[10, 20, 40], [], { sustainedPerSecond: 40 }],
    [[10, 20, 40], [[40, { p50: 900 }]], { sustainedPerSecond: 20, brokenPerSecond: 40, why: 'latency' }],
    [
      [10, 20, 40],
      [[20, { achievedPerSecond: 9 }]],
      { sustainedPerSecond: 10, brokenPerSecond: 20, why: 'throughput' },
    ],
    [[10, 20, 40], [[10, { errorRate: 0.5 }]], { sustainedPerSecond: 0, brokenPerSecond: 10, why: 'errors' }],
  ] as [number[], [number, object][], Knee][])('rates %j with %j', (rates, changes, knee) => {
    const rows = rates.map((rate) => ({
      ...{ offeredPerSecond: rate, achievedPerSecond: rate, p50: 3, p99: 9, errorRate: 0 },
      ...changes.find(([which]) => which === rate)?.[1],
    }));
    expect(kneeOf(rows.toReversed())).toEqual(knee);
  });

  test('rates grow by the same factor', () => expect(ratesOf(10, 80, 4)).toEqual([10, 20, 40, 80]));
});

describeReal('events through nginx', ['nginx'], () => {
  test('held back by default is found by the time to the first event', async () => {
    const replica = await raw({ sessions: 'none' });
    const options = {
      users: 1,
      requests: 5,
      threads: 0,
      direct: replica.url,
      pairs: 5,
      revision: '2025-11-25',
    } as const;
    const outcomeOf = async (unbuffered: boolean): Promise<string | undefined> => {
      const nginx = await kept(startNginx([replica.port], { unbuffered }));
      const report = await load({ kind: 'http', url: nginx.url }, options);
      return report.results.find(({ rule }) => rule.id === 'load/events-not-held')?.outcome;
    };
    expect(await outcomeOf(false)).toBe('warn');
    expect(await outcomeOf(true)).toBe('pass');
  });
});
