// 26 published servers in one command, against what they take to start: `npm run real-servers` installs them.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { folderOf, programOf, publishedServers } from '../test/real-servers/list.ts';
import { median, print } from './measure.ts';

interface Entry {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const folder = mkdtempSync(join(tmpdir(), 'assay-published-'));
const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const HELLO = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bare', version: '1.0.0' } },
});

function entries(): Readonly<Record<string, Entry>> {
  const there = publishedServers().filter(
    (server) => server.stdio !== undefined && existsSync(join(folderOf(server), 'installed')),
  );
  return Object.fromEntries(
    there.map((server): [string, Entry] => {
      const cwd = join(folder, server.name);
      mkdirSync(cwd);
      for (const [name, text] of Object.entries(server.files ?? {})) writeFileSync(join(cwd, name), text);
      const fill = (text: string): string => text.replaceAll('{folder}', cwd).replaceAll('{port}', '0');
      const env = Object.entries(server.stdio?.env ?? {}).map(([name, value]) => [name, fill(value)]);
      return [
        server.name,
        {
          command: process.execPath,
          args: [programOf(server), ...(server.stdio?.args ?? []).map(fill)],
          env: { HOME: cwd, ...(Object.fromEntries(env) as Record<string, string>) },
          cwd,
        },
      ];
    }),
  );
}

/** Milliseconds from its start to its answer to initialize. */
function bare({ command, args, env, cwd }: Entry): Promise<number> {
  const began = performance.now();
  const child = spawn(command, [...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  child.stdin.on('error', () => undefined);
  child.stdin.write(`${HELLO}\n`);
  return new Promise((resolve) => {
    const done = (): void => {
      resolve(performance.now() - began);
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // ESRCH: it ended by itself
      }
    };
    createInterface({ input: child.stdout }).on('line', (line) => /"id":\s*1\b/.test(line) && done());
    child.once('exit', done);
  });
}

/** Milliseconds for all of them, this many at a time, and the sum of what each took. */
async function bareFleet(
  all: readonly Entry[],
  atOnce: number,
): Promise<{ readonly wall: number; readonly sum: number }> {
  const began = performance.now();
  const queue = [...all];
  let sum = 0;
  const worker = async (): Promise<void> => {
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) sum += await bare(entry);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { wall: performance.now() - began, sum };
}

async function measure(fleet: Readonly<Record<string, Entry>>): Promise<boolean> {
  writeFileSync(join(folder, 'mcp.json'), JSON.stringify({ mcpServers: fleet }));
  const words = ['audit', '--passive', '--quiet', '--mcp-config', 'mcp.json', '--report', 'json:r.json'];
  const cores = availableParallelism();
  const all = Object.values(fleet);
  const ratios: number[] = [];
  const besides: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { sum } = await bareFleet(all, 1);
    const { wall } = await bareFleet(all, cores);
    const began = performance.now();
    spawnSync(process.execPath, [main, ...words], { cwd: folder, stdio: 'ignore' });
    const took = performance.now() - began;
    ratios.push((took * cores) / sum);
    besides.push(took / wall);
  }
  const reports = readdirSync(folder).filter((name) => name.startsWith('r.')).length;
  return print([
    { what: `reports of ${all.length} published servers`, value: reports, atLeast: all.length, unit: '' },
    { what: 'wall time against the sum of their own start-ups by cores', value: median(ratios), atMost: 1.3 },
    { what: 'wall time against a bare client that starts one for each core at a time', value: median(besides) },
  ]);
}

try {
  const fleet = entries();
  if (Object.keys(fleet).length === 0) console.log('  no published server is installed: npm run real-servers');
  else process.exitCode = (await measure(fleet)) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
