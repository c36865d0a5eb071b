// Two published bridges before the leaky server over stdio: they filter nothing, and their tables must say so.

import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { freePort } from '../../../fixtures/replicas/balancers.ts';
import { through } from '../../../runner/dlp/gateway/run.ts';
import { built } from '../../kit/built.ts';
import { eraIn } from '../../kit/gateway.ts';
import { folderOf } from '../../kit/real-target.ts';

const children: ChildProcess[] = [];
afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

const UPSTREAM = [process.execPath, built('cli/main.ts'), 'dlp', 'upstream', '--seed', '5', '--corpus', 'quick'];

/** Starts a gateway and waits until it listens. */
async function started(script: string, args: readonly string[], port: number): Promise<string> {
  const child = spawn(process.execPath, [script, ...args], { stdio: 'ignore' });
  children.push(child);
  const url = `http://127.0.0.1:${port}/mcp`;
  for (let turn = 0; turn < 200; turn += 1) {
    const answered = await fetch(url, { method: 'OPTIONS' }).then(
      () => true,
      () => false,
    );
    if (answered) return url;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${script} does not listen`);
}

test(
  'mcp-proxy: everything comes through in both eras; log messages of 2026-07-28 do not',
  { timeout: 60_000 },
  async () => {
    const port = await freePort();
    const script = join(folderOf('mcp-proxy'), 'dist/bin/mcp-proxy.mjs');
    const url = await started(script, ['--port', String(port), '--host', '127.0.0.1', '--', ...UPSTREAM], port);
    const report = await through({ kind: 'http', url }, { pairs: 3 });
    expect(report.exitCode).toBe(1);
    expect(report.seed).toBe(5);
    for (const revision of ['2025-11-25', '2026-07-28']) {
      const { results, arguments: given } = eraIn(report, revision);
      // What is told while a call runs may get lost in it; nothing is ever taken out.
      const told = ['progress', 'streamed', 'log'];
      for (const [channel, line] of Object.entries(results.byChannel))
        if (!told.includes(channel)) expect(line, channel).toMatchObject({ leaked: 4, recall: 0 });
      expect(given.all).toMatchObject({ leaked: 64, recall: 0 });
      expect(results.benign.altered).toBe(0);
    }
    expect(eraIn(report, '2026-07-28').results.notCarried).toContain('log');
  },
);

test('supergateway with sessions: everything comes through unchanged', { timeout: 60_000 }, async () => {
  const port = await freePort();
  const options = ['--outputTransport', 'streamableHttp', '--stateful', '--sessionTimeout', '60000'];
  const script = join(folderOf('supergateway'), 'dist/index.js');
  const url = await started(script, ['--stdio', UPSTREAM.join(' '), '--port', String(port), ...options], port);
  // In 2026-07-28 it starts a process for each request: that would be a test of patience.
  const report = await through({ kind: 'http', url }, { pairs: 3, revisions: ['2025-11-25'] });
  const { results, arguments: given, alterations } = eraIn(report, '2025-11-25');
  expect(results.all).toMatchObject({ leaked: 72, lost: 0, recall: 0 });
  expect(given.all).toMatchObject({ leaked: 64, lost: 0, recall: 0 });
  expect(results.benign).toMatchObject({ intact: 36, overBlocking: 0 });
  expect(alterations).toEqual([]);
  expect(report.exitCode).toBe(1);
});
