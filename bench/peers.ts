// Side by side with other tools on the same server in the same run: wall time, requirements judged, as ratios.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderOf } from '../test/kit/real-target.ts';
import { interleaved, median, print, ratio, runNode, type Figure, type Sample } from './measure.ts';
import { PEERS, peerProgram } from './peers/list.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { resolve } = createRequire(import.meta.url);
const everything = resolve('@modelcontextprotocol/server-everything/dist/index.js');
const official = join(folderOf('@modelcontextprotocol/conformance'), 'dist', 'index.js');
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

async function served(): Promise<{ readonly url: string; readonly server: ChildProcess }> {
  const port = await freePort();
  const server = spawn(process.execPath, [everything, 'streamableHttp'], {
    env: { PATH: process.env['PATH'], PORT: String(port) },
    stdio: 'ignore',
  });
  for (let tries = 0; tries < 200; tries += 1) {
    const listens = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (listens) break;
    await new Promise((later) => setTimeout(later, 50));
  }
  return { url: `http://127.0.0.1:${port}/mcp`, server };
}

/** Runs the official suite; the number of different checks that came to a verdict. */
function runOfficial(url: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  const glob = here('peers/glob-for-node-20.mjs');
  try {
    runNode(['--import', glob, official, 'server', '--url', url, '--spec-version', '2025-11-25', '-o', folder]);
    const checks = readdirSync(folder).flatMap((name) => {
      const text = readFileSync(join(folder, name, 'checks.json'), 'utf8');
      return JSON.parse(text) as readonly { readonly id: string; readonly status: string }[];
    });
    return new Set(checks.filter(({ status }) => /SUCCESS|FAILURE|WARNING/.test(status)).map(({ id }) => id)).size;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runAssay(how: 'full' | 'passive', url: string, ...stdio: readonly string[]): number {
  const out = runNode([here('peers/both-transports.mjs'), how, url, ...stdio]);
  return (JSON.parse(out) as { requirements: number }).requirements;
}

const timeOf = (samples: readonly Sample[], name: string): number =>
  median(samples.find((sample) => sample.name === name)?.times ?? []);

async function conformance(url: string): Promise<readonly Figure[]> {
  const judged = { assay: 0, official: 0 };
  const samples = await interleaved(rounds, {
    assay: () => (judged.assay = runAssay('full', url, process.execPath, everything, 'stdio')),
    official: () => (judged.official = runOfficial(url)),
  });
  const rate = (name: 'assay' | 'official'): number => judged[name] / timeOf(samples, name);
  return [
    {
      what: 'full safe conformance audit, stdio and HTTP, against the official suite',
      value: ratio(samples, 'assay', 'official'),
      atMost: 0.5,
    },
    { what: 'requirements judged, against the official suite', value: judged.assay / judged.official, atLeast: 1 },
    { what: 'requirements judged per second, against it', value: rate('assay') / rate('official'), atLeast: 1 },
  ];
}

async function listing(url: string): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const peer of PEERS) {
    const program = peerProgram(peer);
    if (program === undefined) {
      console.log(`  ${peer.name} ${peer.version} is not installed: BENCH_PEERS=1 puts it into the cache`);
      continue;
    }
    const samples = await interleaved(rounds, {
      passive: () => runAssay('passive', url),
      peer: () => runNode([program, ...peer.listTools(url)]),
    });
    figures.push({
      what: `passive audit over HTTP against tools/list by ${peer.name}`,
      value: ratio(samples, 'passive', 'peer'),
      atMost: 1,
    });
  }
  return figures;
}

const { url, server } = await served();
let kept = false;
try {
  kept = print([...(await conformance(url)), ...(await listing(url))]);
} finally {
  server.kill('SIGKILL');
}
process.exit(kept ? 0 : 1);
