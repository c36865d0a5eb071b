// A day of load in seconds: the clock jumps from one appointed time to the next, and stands while an answer is under way.
//
// What a day shows and a minute does not: figures that overflow, timers and flights that pile up, a fault that begins late.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type RawFaults, startRaw } from '../../../fixtures/replicas/raw.ts';
import { Driver } from '../../../runner/load/driver.ts';
import { load } from '../../../runner/load/run.ts';
import { Tally } from '../../../runner/load/tally.ts';
import type { Report } from '../../../suites/kernel/report.ts';

const DAY = 24 * 3600 * 1000;
/** One request every twenty seconds. */
const RATE = 0.05;
const REQUESTS = (DAY / 1000) * RATE;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Turns of the event loop, in which sockets are read. */
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

async function aDay(faults: RawFaults): Promise<{ readonly report: Report; readonly timers: number }> {
  let [sent, ended] = [0, 0];
  const state = { over: false };
  const { fly } = Driver.prototype;
  vi.spyOn(Driver.prototype, 'fly').mockImplementation(function (this: Driver, ...flight) {
    sent += 1;
    fly.apply(this, flight);
  });
  const { record } = Tally.prototype;
  vi.spyOn(Tally.prototype, 'record').mockImplementation(function (this: Tally, outcome) {
    ended += 1;
    record.call(this, outcome);
  });
  const replica = await startRaw({ faults });
  const running = load(
    { kind: 'http', url: replica.url },
    { threads: 0, seed: 1, rate: RATE, durationMs: DAY, thresholds: ['errors<0.1%'] },
  ).finally(() => (state.over = true));
  for (let idle = 0; !state.over;) {
    if (sent > ended || sent === 0 || ended >= REQUESTS) {
      await turns(1);
      // Preparing and closing wait as well; their patience must not pass before the sockets were read.
      if ((idle += 1) % 2000 === 0) vi.advanceTimersByTime(100);
    } else {
      vi.advanceTimersByTime(1000);
      await turns(sent > ended ? 1 : 0);
    }
  }
  const report = await running;
  const timers = vi.getTimerCount();
  await replica.stop();
  return { report, timers };
}

interface Figures {
  readonly requests: number;
  readonly errors: { readonly byKind: Readonly<Record<string, number>> };
  readonly latency: { readonly max: number };
}
const figuresOf = (report: Report): Figures =>
  (report.measures['load'] as unknown as { phases: readonly { figures: Figures }[] }).phases[0]?.figures as Figures;

it('soaks for a day, piles nothing up, and tells of what goes wrong in the twentieth hour', async () => {
  const before = process.memoryUsage().heapUsed;
  const { report, timers } = await aDay({ after: REQUESTS * (20 / 24), rpcErrorEvery: 50 });
  const { requests, errors, latency } = figuresOf(report);
  expect(requests).toBe(REQUESTS);
  expect(latency.max).toBeLessThan(10_000);
  const wrong = Object.values(errors.byKind).reduce((sum, count) => sum + count, 0);
  expect(wrong).toBeGreaterThan(5);
  expect(wrong).toBeLessThan(30);
  expect(report.results.filter(({ outcome }) => outcome === 'fail').map(({ rule: { id } }) => id)).toEqual([
    'load/thresholds',
  ]);
  expect(report.exitCode).toBe(1);
  expect(timers).toBeLessThan(10);
  // The spies keep a little of each request; a recording of each would be far more.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 1024 * 1024);
});
