// A client file of 200 servers, half of them broken: a report for each, and as many at work as there are cores.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { fleetOf } from '../test/kit/fleet.ts';
import { print } from './measure.ts';

const SERVERS = 200;
const folder = mkdtempSync(join(tmpdir(), 'assay-fleet-'));
const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
try {
  writeFileSync(join(folder, 'mcp.json'), JSON.stringify({ mcpServers: fleetOf(SERVERS) }));
  const words = ['audit', '--passive', '--quiet', '--timeout', '1500', '--mcp-config', 'mcp.json'];
  const began = performance.now();
  spawnSync(process.execPath, [main, ...words, '--report', 'json:r.json'], { cwd: folder, stdio: 'ignore' });
  const wall = performance.now() - began;
  const reports = readdirSync(folder)
    .filter((name) => name.startsWith('r.'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { durationMs: number; exitCode: number });
  const sum = reports.reduce((all, { durationMs }) => all + durationMs, 0);
  const jobs = Math.max(2, availableParallelism());
  const kept = print([
    { what: 'reports of 200 servers', value: reports.length, atLeast: SERVERS, unit: '' },
    { what: 'of them judged', value: reports.filter(({ exitCode }) => exitCode < 2).length, atLeast: 100, unit: '' },
    { what: 'wall time against the sum of the audits by cores', value: (wall * jobs) / sum, atMost: 1.3 },
  ]);
  process.exitCode = kept ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
