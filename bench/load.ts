// The load engine against autocannon and wrk on the same servers, its own memory over a soak, and 1,000 sessions held.
//
// BENCH_ROUNDS (3) rounds of BENCH_SECONDS (2) each; BENCH_SOAK (300) seconds of soak. wrk is left out where it is missing.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runLoad } from '../runner/load/crew.ts';
import { endpointOf } from '../runner/load/http1.ts';
import { openPlain } from '../runner/load/plain-session.ts';
import { httpOpener, prepare } from '../runner/load/prepare.ts';
import type { LoadPlan, Scenario } from '../runner/load/shape.ts';
import { median, print, type Figure } from './measure.ts';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 2);
const soakSeconds = Number(process.env['BENCH_SOAK'] ?? 300);
const CONNECTIONS = 10;
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface Server {
  readonly url: string;
  readonly child: ChildProcess;
}

/** Starts a server in a process of its own and waits for the port it prints, or until the one it was given answers. */
async function serve(args: readonly string[], port?: number): Promise<Server> {
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => child.kill('SIGKILL'));
  if (port !== undefined) {
    await listening(port);
    return { url: `http://127.0.0.1:${port}/mcp`, child };
  }
  const told = await new Promise<string>((resolve) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()));
  });
  return { url: `http://127.0.0.1:${told}/mcp`, child };
}

/** A busy machine takes its time to start a server; a fixed wait would measure that. */
async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing listens on port ${port}`);
}

async function scenarioOf(url: string): Promise<Scenario> {
  const place = { endpoint: endpointOf(url), headers: {}, timeoutMs: 5000 };
  const steps = [{ name: 'tools/list', method: 'tools/list', weight: 1 }];
  const options = { calls: 'none', allow: [], run: 'abcdef', revision: '2025-11-25', steps } as const;
  const { prepared, speaker } = await prepare(httpOpener(place), options);
  await speaker.close();
  return prepared.scenario;
}

const planFor = (url: string, scenario: Scenario, durationMs: number): LoadPlan => ({
  endpoint: endpointOf(url),
  headers: {},
  scenario,
  mode: { kind: 'closed', users: CONNECTIONS },
  durationMs,
  timeoutMs: 10_000,
  seed: 1,
  run: 'abcdef',
});

/** Requests a second, each answer checked. @throws Error where one was wrong. */
async function ours(url: string, scenario: Scenario): Promise<number> {
  const { figures } = await runLoad(planFor(url, scenario, seconds * 1000), { threads: 1 });
  if (figures.errors.total > 0) throw new Error(`errors: ${JSON.stringify(figures.errors.byKind)}`);
  return figures.perSecond;
}

const BODY = '{"jsonrpc":"2.0","method":"tools/list","id":1}';

async function headersFor(url: string): Promise<readonly string[]> {
  const session = await openPlain({ endpoint: endpointOf(url), headers: {}, timeoutMs: 5000 }, '2025-11-25');
  return [
    'Content-Type: application/json',
    'Accept: application/json, text/event-stream',
    'MCP-Protocol-Version: 2025-11-25',
    ...(session.id === undefined ? [] : [`Mcp-Session-Id: ${session.id}`]),
  ];
}

/** autocannon alone: one body, no checks. */
async function autocannon(url: string): Promise<number> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('autocannon')), 'autocannon.js');
  const headers = (await headersFor(url)).flatMap((header) => ['-H', header.replace(': ', '=')]);
  const args = [
    '-c',
    String(CONNECTIONS),
    '-d',
    String(seconds),
    '-m',
    'POST',
    '-b',
    BODY,
    '-j',
    '-n',
    ...headers,
    url,
  ];
  const { stdout } = await run(process.execPath, [cli, ...args]);
  return (JSON.parse(stdout) as { readonly requests: { readonly average: number } }).requests.average;
}

async function wrk(url: string): Promise<number> {
  const script = join(folder, 'wrk.lua');
  const lines = (await headersFor(url)).map((header) => {
    const [name = '', value = ''] = header.split(': ');
    return `wrk.headers["${name}"] = "${value}"`;
  });
  writeFileSync(script, `wrk.method = "POST"\nwrk.body = '${BODY}'\n${lines.join('\n')}\n`);
  const { stdout } = await run('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}`, '-s', script, url]);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN);
}

function run(command: string, args: readonly string[]): Promise<{ readonly stdout: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'ignore'] });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', () => resolve({ stdout }));
  });
}

/** Each in turn, round after round; the first round warms up and is thrown away. */
async function compared(
  subjects: Readonly<Record<string, () => Promise<number>>>,
): Promise<Readonly<Record<string, number>>> {
  const rates = new Map<string, number[]>(Object.keys(subjects).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, subject] of Object.entries(subjects)) {
      const rate = await subject();
      if (round > 0) rates.get(name)?.push(rate);
    }
  return Object.fromEntries([...rates].map(([name, all]) => [name, median(all)]));
}

async function againstOthers(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const sdk = await serve([here('../dist/fixtures/replicas/main.js'), 'sdk-1', '39417'], 39_417);
  const sdkScenario = await scenarioOf(sdk.url);
  const real = await compared({ ours: () => ours(sdk.url, sdkScenario), autocannon: () => autocannon(sdk.url) });
  figures.push({
    what: 'SDK 1.x server, every answer checked, against autocannon alone',
    value: (real['ours'] ?? 0) / (real['autocannon'] ?? 1),
    atLeast: 0.9,
  });
  sdk.child.kill();
  const free = await serve([here('../fixtures/replicas/free.mjs')]);
  const scenario = await scenarioOf(free.url);
  const hasWrk = spawnSync('sh', ['-c', 'command -v wrk'], { stdio: 'ignore' }).status === 0;
  const bare = await compared({
    ours: () => ours(free.url, scenario),
    autocannon: () => autocannon(free.url),
    ...(hasWrk ? { wrk: () => wrk(free.url) } : {}),
  });
  figures.push({
    what: 'a server that costs nothing, requests a second, every answer checked',
    value: bare['ours'] ?? 0,
    unit: '/s',
  });
  figures.push({
    what: 'the same, against autocannon alone',
    value: (bare['ours'] ?? 0) / (bare['autocannon'] ?? 1),
    atLeast: 0.9,
  });
  if (bare['wrk'] !== undefined)
    figures.push({ what: 'the same, against wrk', value: (bare['ours'] ?? 0) / bare['wrk'], atLeast: 0.6 });
  else console.log('  wrk is not installed: not compared');
  free.child.kill();
  return figures;
}

/** Our own memory while we load a server for minutes: the floor of the last third against that of the middle one. */
async function soak(): Promise<readonly Figure[]> {
  const free = await serve([here('../fixtures/replicas/free.mjs')]);
  const scenario = await scenarioOf(free.url);
  const rss: number[] = [];
  const timer = setInterval(() => rss.push(process.memoryUsage.rss() / 1_048_576), 500);
  const base = planFor(free.url, scenario, soakSeconds * 1000);
  const plan: LoadPlan = { ...base, mode: { kind: 'open', rate: 2000, sessions: 20, maxConnections: 100 } };
  const { figures } = await runLoad(plan, { threads: 1 });
  clearInterval(timer);
  free.child.kill();
  const third = Math.floor(rss.length / 3);
  const [middle, last] = [Math.min(...rss.slice(third, 2 * third)), Math.min(...rss.slice(2 * third))];
  return [
    {
      what: `memory after a soak of ${soakSeconds} s at 2,000/s, against its middle`,
      value: last / middle,
      atMost: 1.1,
    },
    { what: 'errors in the soak', value: figures.errors.total, atMost: 0, unit: '' },
  ];
}

async function held(): Promise<readonly Figure[]> {
  const sdk = await serve([here('../dist/fixtures/replicas/main.js'), 'sdk-1', '39418'], 39_418);
  const scenario: Scenario = { ...(await scenarioOf(sdk.url)), listen: true };
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss() / 1_048_576)), 100);
  const base = planFor(sdk.url, scenario, 8000);
  const plan: LoadPlan = { ...base, mode: { kind: 'open', rate: 200, sessions: 1000, maxConnections: 200 } };
  const { figures } = await runLoad(plan, { threads: 1 });
  clearInterval(timer);
  sdk.child.kill();
  if (figures.errors.total > 0) console.log(`  errors: ${JSON.stringify(figures.errors.byKind)}`);
  return [
    {
      what: '1,000 sessions held open, each with its stream: sessions',
      value: figures.sessions.opened,
      atLeast: 1000,
      unit: '',
    },
    { what: '1,000 sessions held open: errors', value: figures.errors.total, atMost: 0, unit: '' },
    { what: '1,000 sessions held open: memory of ours', value: most, atMost: 512, unit: 'MiB' },
  ];
}

const kept = [await againstOthers(), await held(), await soak()].map(print).every(Boolean);
rmSync(folder, { recursive: true, force: true });
process.exit(kept ? 0 : 1);
