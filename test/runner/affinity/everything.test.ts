// Three replicas of server-everything, the real one, in processes of their own; and what is kept as evidence.

import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, startHaproxy, startNginx } from '../../../fixtures/replicas/balancers.ts';
import { affinity } from '../../../runner/affinity/run.ts';
import { judgeEvidence } from '../../../runner/engine/evidence.ts';
import { found, resultOf } from '../../kit/affinity.ts';
import { folder } from '../../kit/folder.ts';
import { describeReal } from '../../kit/require-real.ts';

const EVERYTHING = createRequire(import.meta.url).resolve('@modelcontextprotocol/server-everything/dist/index.js');
const children: ChildProcess[] = [];
const ports: number[] = [];

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });

beforeAll(async () => {
  for (let replica = 0; replica < 3; replica += 1) {
    const port = await freePort();
    const env = { PATH: process.env['PATH'], PORT: String(port) };
    children.push(spawn(process.execPath, [EVERYTHING, 'streamableHttp'], { env, stdio: 'ignore' }));
    ports.push(port);
  }
  for (const port of ports)
    for (let turn = 0; turn < 300 && !(await listens(port)); turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
});
afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

const replicas = (): readonly string[] => ports.map((port) => `http://127.0.0.1:${port}/mcp`);
const OPTIONS = { seed: 1, sessions: 18, rounds: 6, ids: 60, revisions: ['2025-11-25'] } as const;

describeReal('three server-everything', ['nginx', 'haproxy'], () => {
  test('behind nginx round robin: lost in thirds, evidence that judges alike', { timeout: 90_000 }, async () => {
    const nginx = await startNginx(ports);
    const evidence = join(folder({}), 'evidence');
    const headers = { 'X-Key': 'key-that-must-not-be-kept-0123456789' };
    const target = { kind: 'http', url: nginx.url, replicas: replicas(), headers } as const;
    const report = await affinity(target, { ...OPTIONS, parts: ['trials', 'skew'], evidence });
    await nginx.stop();
    expect(found(report)).toEqual(['lost-session-404:400', 'sessions-hold:round-robin']);
    expect(resultOf(report, 'sessions-hold')?.findings[0]?.got).toMatch(/round robin or least connections over 3/);
    const file = join(evidence, 'recording.ndjson');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toContain('key-that-must-not-be-kept');
    const again = await judgeEvidence(evidence, { suites: ['affinity'] });
    expect(found(again)).toEqual(found(report));
  });

  test('behind HAProxy’s stick table: 400 for unknown sessions and nothing else', { timeout: 90_000 }, async () => {
    const haproxy = await startHaproxy(ports, { policy: 'stick-table' });
    const report = await affinity({ kind: 'http', url: haproxy.url, replicas: replicas() }, OPTIONS);
    await haproxy.stop();
    expect(found(report)).toEqual(['lost-session-404:400']);
    expect(report.exitCode).toBe(0);
    expect(resultOf(report, 'sessions-hold')?.outcome).toBe('pass');
    expect(resultOf(report, 'replicas-agree')?.outcome).toBe('pass');
  });
});
