// Published servers as they are installed, started on loopback over each transport they offer.

import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Target } from '../../runner/target.ts';

const require = createRequire(import.meta.url);

/** The folder of an installed package, whatever it exports. */
export function folderOf(name: string): string {
  for (const base of require.resolve.paths(name) ?? []) {
    const folder = join(base, name);
    try {
      require.resolve(join(folder, 'package.json'));
      return folder;
    } catch {
      // not here
    }
  }
  throw new Error(`${name} is not installed`);
}

export interface RealServer {
  readonly name: string;
  /** Opens it; `close` ends what was started. */
  open(): Promise<{ readonly target: Target; close(): void }>;
}

const entry = (name: string, path = 'dist/index.js'): string => join(folderOf(`@modelcontextprotocol/${name}`), path);

const stdio = (name: string, server: string, args: () => readonly string[] = () => []): RealServer => ({
  name,
  open: () =>
    Promise.resolve({
      target: { kind: 'stdio', command: process.execPath, args: [entry(server), ...args()], label: name },
      close: () => undefined,
    }),
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const http = (name: string, mode: string, path: string): RealServer => ({
  name,
  async open() {
    const port = await freePort();
    const child = spawn(process.execPath, [entry('server-everything'), mode], {
      cwd: dirname(entry('server-everything')),
      env: { PATH: process.env['PATH'], HOME: tmpdir(), PORT: String(port) },
      stdio: 'ignore',
    });
    const url = `http://127.0.0.1:${port}${path}`;
    for (let tries = 0; tries < 200; tries += 1) {
      const answered = await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      );
      if (answered) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return { target: { kind: 'http', url, label: name }, close: () => child.kill('SIGKILL') };
  },
});

export const REAL_SERVERS: readonly RealServer[] = [
  stdio('everything over stdio', 'server-everything', () => ['stdio']),
  http('everything over Streamable HTTP', 'streamableHttp', '/mcp'),
  http('everything over HTTP+SSE', 'sse', '/sse'),
  stdio('filesystem', 'server-filesystem', () => [mkdtempSync(join(tmpdir(), 'assay-'))]),
  stdio('memory', 'server-memory'),
  stdio('sequential-thinking', 'server-sequential-thinking'),
];
