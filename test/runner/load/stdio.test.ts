// Stdio servers under load: many requests at once on one process, its memory watched, its death told.

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { LoadOptions } from '../../../runner/load/options.ts';
import { load } from '../../../runner/load/run.ts';
import type { Report } from '../../../suites/kernel/report.ts';

const SERVER = fileURLToPath(new URL('../../../fixtures/replicas/stdio.mjs', import.meta.url));
const EVERYTHING = fileURLToPath(
  new URL('../../../node_modules/@modelcontextprotocol/server-everything/dist/index.js', import.meta.url),
);

const run = (args: readonly string[], options: LoadOptions): Promise<Report> =>
  load({ kind: 'stdio', command: process.execPath, args }, { seed: 1, ...options });

const result = (report: Report, rule: string): Report['results'][number] | undefined =>
  report.results.find((one) => one.rule.id === `load/${rule}`);

describe('stdio', () => {
  test('server-everything: right answers, memory that levels off', async () => {
    const report = await run([EVERYTHING, 'stdio'], { users: 8, durationMs: 7000 });
    expect(report.results.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')).toEqual([]);
    expect(result(report, 'memory-levels-off')?.outcome).toBe('pass');
    expect(result(report, 'own-answers')?.seen).toBeGreaterThan(100);
    expect(report.exitCode).toBe(0);
  });

  test('a server that keeps 24 KB of each call is named', async () => {
    const report = await run([SERVER, '--leak', '24000'], { rate: 1500, durationMs: 7000 });
    const found = result(report, 'memory-levels-off');
    expect(`${found?.outcome} ${found?.reason?.note ?? ''}`).toMatch(/^warn/);
    expect(found?.findings[0]?.got).toMatch(/bytes a request/);
  });

  test('a server that dies under load has failed, with its last words', async () => {
    const report = await run([SERVER, '--die', '500'], { users: 8, durationMs: 5000 });
    expect(result(report, 'survives')?.findings[0]?.got).toMatch(/out of paper/);
    expect(report.exitCode).toBe(1);
  });

  test('an answer with the text of another call is caught', async () => {
    const report = await run([SERVER, '--cross', '700'], { users: 8, requests: 3000 });
    expect(result(report, 'own-answers')?.findings.map(({ key }) => key)).toEqual(['load/own-answers:crossed']);
    const place = result(report, 'own-answers')?.findings[0]?.at[0]?.exchange ?? '';
    expect(report.excerpts[place]?.sent).toMatch(/tools\/call/);
  });

  test('a program that does not exist: exit 3', async () => {
    const report = await load({ kind: 'stdio', command: 'no-such-program-at-all', args: [] }, { users: 1 });
    expect(report.exitCode).toBe(3);
    expect(report.faults[0]?.message).toMatch(/ENOENT/);
  });
});
