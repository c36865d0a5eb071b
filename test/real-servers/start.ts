// Starts a published server on loopback, in a scratch folder that is also its home, and says how it is reached.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../../runner/target.ts';
import { programOf, type PublishedServer, type Way } from './list.ts';

export interface Started {
  readonly target: Target;
  close(): void;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** @throws Error where an HTTP server does not listen within a minute. */
export async function start(server: PublishedServer, way: Way): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-published-'));
  for (const [name, text] of Object.entries(server.files ?? {})) writeFileSync(join(folder, name), text);
  const port = await freePort();
  const fill = (text: string): string => text.replaceAll('{port}', String(port)).replaceAll('{folder}', folder);
  const { args = [], env = {}, host = '127.0.0.1', path = '/' } = server[way] ?? {};
  const command = process.execPath;
  const words = [programOf(server), ...args.map(fill)];
  const surroundings = {
    HOME: folder,
    ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)])),
  };
  const label = `${server.name} over ${way}`;
  const tidy = (): void => rmSync(folder, { recursive: true, force: true });
  if (way === 'stdio')
    return { target: { kind: 'stdio', command, args: words, env: surroundings, cwd: folder, label }, close: tidy };
  const child = spawn(command, words, {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...surroundings },
    stdio: 'ignore',
    detached: true,
  });
  const close = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // it has ended by itself
    }
    tidy();
  };
  if (!(await listens(host, port))) {
    close();
    throw new Error(`${label} does not listen on port ${port}`);
  }
  return { target: { kind: 'http', url: `http://${host}:${port}${path}`, label }, close };
}

async function listens(host: string, port: number): Promise<boolean> {
  for (let tries = 0; tries < 600; tries += 1) {
    const answered = await fetch(`http://${host}:${port}/`, { signal: AbortSignal.timeout(2000) }).then(
      () => true,
      () => false,
    );
    if (answered) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
