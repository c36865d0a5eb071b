// Limits are found by probing upwards, and a rate limit is asked whether it means what it says.

import { afterEach, describe, expect, test } from 'vitest';
import { startRaw, type RawFaults, type Replica } from '../../../fixtures/replicas/raw.ts';
import { retryMs, type Limits } from '../../../runner/load/limits.ts';
import type { LoadOptions } from '../../../runner/load/options.ts';
import { load } from '../../../runner/load/run.ts';
import type { Report } from '../../../suites/kernel/report.ts';

const running: Replica[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((replica) => replica.stop()));
});

const FEW = { rate: 0, sessions: 0, bytes: 65_536, idleMs: 0 };
const first = { Authorization: 'Bearer first-caller-0123456789' };
const second = { Authorization: 'Bearer second-caller-9876543210' };

async function probe(faults: RawFaults, options: LoadOptions): Promise<{ limits: Limits; report: Report }> {
  const replica = await startRaw({ faults: { after: 100_000, ...faults } });
  running.push(replica);
  const base = { users: 1, requests: 5, threads: 0, revision: '2025-11-25' } as const;
  const report = await load({ kind: 'http', url: replica.url, headers: first }, { ...base, ...options });
  const { limits } = report.measures['load'] as unknown as { limits: Limits };
  return { limits, report };
}

const outcome = (report: Report, rule: string): string | undefined =>
  report.results.find((result) => result.rule.id === `load/${rule}`)?.outcome;

describe('limits', () => {
  test('none found up to the bound', async () => {
    const { limits, report } = await probe({}, { limits: { rate: 40, sessions: 30, bytes: 65_536, idleMs: 500 } });
    expect(limits.rate).toEqual({ passed: 40 });
    expect(limits.sessions).toEqual({ passed: 30 });
    expect(limits.requestBytes).toEqual({ passed: 65_536 });
    expect(limits.resultBytes).toEqual({ passed: 65_536 });
    expect(limits.idleStreamMs).toEqual({ passed: 500 });
    expect(report.exitCode).toBe(0);
    expect(running[0]?.sessions.size).toBe(0);
  });

  test('a number of sessions, a size of request', async () => {
    const { limits } = await probe({ maxSessions: 20, maxBody: 20_000 }, { limits: { ...FEW, sessions: 60 } });
    expect(limits.sessions).toMatchObject({ passed: 19, refused: 20, how: expect.stringMatching(/503/) });
    expect(limits.requestBytes).toMatchObject({ passed: 16_384, refused: 65_536, how: expect.stringMatching(/413/) });
  });

  test('an honest rate limit for each caller', async () => {
    const rateLimit = { perSecond: 60, retryAfter: '1' };
    const { limits, report } = await probe({ rateLimit }, { limits: { ...FEW, rate: 640 }, otherHeaders: second });
    expect(limits.rate?.refused).toBeLessThanOrEqual(640);
    expect(limits.rate?.how).toMatch(/rate-limited 429/);
    expect(outcome(report, 'rate-limit-honest')).toBe('pass');
    expect(outcome(report, 'rate-limit-per-caller')).toBe('pass');
  });

  test('one that names no true time, and hits everybody', async () => {
    const rateLimit = { perSecond: 60, retryAfter: '1', penaltyMs: 4000, global: true };
    const { report } = await probe({ rateLimit }, { limits: { ...FEW, rate: 640 }, otherHeaders: second });
    expect(outcome(report, 'rate-limit-honest')).toBe('warn');
    expect(outcome(report, 'rate-limit-per-caller')).toBe('warn');
    expect(report.exitCode).toBe(0);
  });

  test('one by errors inside HTTP 200, that hits everybody', async () => {
    const rateLimit = { perSecond: 60, inside: true, penaltyMs: 1500, global: true };
    const { limits, report } = await probe({ rateLimit }, { limits: { ...FEW, rate: 640 }, otherHeaders: second });
    expect(limits.rate?.how).toMatch(/json-rpc-error -32029/);
    expect(outcome(report, 'rate-limit-honest')).toBe('skip');
    expect(outcome(report, 'rate-limit-per-caller')).toBe('warn');
  });

  test.each([
    ['3', 3000],
    ['Thu, 01 Jan 1970 00:00:05 GMT', 4000],
    ['soon', undefined],
  ])('Retry-After: %s', (value, ms) => expect(retryMs(value, 1000)).toBe(ms));
});
