// Fuzzing: calls a second beside a bare loop of the official SDK client that sends the very same calls, to the same
// server, over the same transport and with as many under way; and valid arguments made a second.
//
// BENCH_ROUNDS (5) rounds of BENCH_CALLS (6000) calls each.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { run } from '../runner/engine/run.ts';
import type { Target } from '../runner/target.ts';
import { generatorOf, isGenerator } from '../suites/generation/arbitrary.ts';
import { randomFrom } from '../suites/generation/bounded.ts';
import type { Schema } from '../suites/generation/json-schema.ts';
import { member } from '../suites/kernel/look.ts';
import type { Recording } from '../suites/kernel/recording.ts';
import { median, print, type Figure } from './measure.ts';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const calls = Number(process.env['BENCH_CALLS'] ?? 6000);
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface Call {
  readonly name: string;
  readonly arguments: Record<string, unknown>;
}

interface Run {
  readonly perSecond: number;
  readonly sent: readonly Call[];
}

/** A campaign over one tool, from the first call sent to the last answer; every answer is recorded and looked at. */
async function ours(target: Target): Promise<Run> {
  let seen: Recording | undefined;
  const report = await run(
    target,
    {
      suites: ['fuzz'],
      rules: ['fuzz/tools/'],
      revisions: ['2025-11-25'],
      seed: 1,
      fuzz: { cases: calls, lanes: 1 },
    },
    { inspect: ([one]) => (seen = one) },
  );
  const made = seen?.exchanges.filter(({ method, tag }) => method === 'tools/call' && !tag?.startsWith('mark')) ?? [];
  if (report.exitCode !== 0 || made.length < calls * 0.9)
    throw new Error(`exit ${report.exitCode} after ${made.length} calls`);
  const ended = Math.max(...made.map(({ received }) => received.at(-1)?.at ?? 0));
  const sent = made.map((one) => member(one.sent.json, 'params') as Call);
  return { perSecond: (made.length / (ended - (made[0]?.sent.at ?? 0))) * 1000, sent };
}

/** The SDK's client and nothing else: the same calls, nothing kept, nothing looked at. */
async function bare(transport: Transport, sent: readonly Call[], window: number): Promise<number> {
  const client = new Client({ name: 'bare', version: '1.0.0' });
  await client.connect(transport);
  await client.listTools();
  let next = 0;
  const began = performance.now();
  const worker = async (): Promise<void> => {
    // Some calls are wrong on purpose: an error is an answer too.
    for (let call = sent[next++]; call !== undefined; call = sent[next++])
      await client.callTool(call).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: window }, worker));
  const perSecond = (sent.length / (performance.now() - began)) * 1000;
  await client.close();
  return perSecond;
}

interface Place {
  readonly what: string;
  readonly target: Target;
  readonly transport: () => Transport;
  /** As many as a campaign has under way on this transport. */
  readonly window: number;
  readonly atLeast?: number;
}

/** Both in turn; the first rounds warm up and are thrown away. */
async function beside({ what, target, transport, window, atLeast }: Place): Promise<Figure[]> {
  const pairs: { readonly own: number; readonly sdk: number }[] = [];
  for (let round = 0; round < rounds + 2; round += 1) {
    const own = await ours(target);
    const sdk = await bare(transport(), own.sent, window);
    if (round >= 2) pairs.push({ own: own.perSecond, sdk });
  }
  return [
    { what: `${what}: calls a second`, value: median(pairs.map(({ own }) => own)), unit: '/s' },
    { what: `${what}: the SDK client alone`, value: median(pairs.map(({ sdk }) => sdk)), unit: '/s' },
    {
      what: `${what}: against it`,
      value: median(pairs.map(({ own, sdk }) => own / sdk)),
      ...(atLeast === undefined ? {} : { atLeast }),
    },
  ];
}

function overStdio(program: string, what: string, atLeast?: number): Promise<Figure[]> {
  const server = { command: process.execPath, args: [here(program)] };
  return beside({
    what,
    target: { kind: 'stdio', ...server },
    transport: () => new StdioClientTransport(server),
    window: 8,
    ...(atLeast === undefined ? {} : { atLeast }),
  });
}

async function overHttp(program: string, what: string, atLeast?: number): Promise<Figure[]> {
  const child = spawn(process.execPath, [here(program), '--http'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()));
  });
  const url = `http://127.0.0.1:${port}/mcp`;
  try {
    return await beside({
      what,
      target: { kind: 'http', url },
      // The SDK declares `sessionId?: string`, which exactOptionalPropertyTypes reads otherwise.
      transport: () => new StreamableHTTPClientTransport(new URL(url)) as Transport,
      window: 4,
      ...(atLeast === undefined ? {} : { atLeast }),
    });
  } finally {
    child.kill();
  }
}

interface Sampled {
  readonly tool: string;
  readonly schema: Schema;
}

/** Valid arguments a second for one schema, each held against the schema again. */
function generated(schema: Schema): number {
  const generator = generatorOf(schema, { temper: 'wild' });
  if (!isGenerator(generator)) throw new Error(generator.impossible);
  const random = randomFrom(1);
  const { arbitrary, validator } = generator;
  const rates: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const began = performance.now();
    let made = 0;
    for (; performance.now() - began < 50; made += 1)
      if (!validator.valid(arbitrary.generate(random, made % 3 === 0 ? undefined : 4).value))
        throw new Error('invalid');
    if (round > 0) rates.push((made / (performance.now() - began)) * 1000);
  }
  return median(rates);
}

function generation(): Figure[] {
  const sample = JSON.parse(readFileSync(here('schemas.json'), 'utf8')) as readonly Sampled[];
  const rates = sample.map(({ schema }) => generated(schema));
  // From the smallest to the largest, evenly, with the one of median size in the middle.
  const middle = sample[Math.floor(sample.length / 2)] as Sampled;
  return [
    {
      what: `valid arguments a second, schema of median size (${middle.tool})`,
      value: generated(middle.schema),
      atLeast: 20_000,
      unit: '/s',
    },
    {
      what: `valid arguments a second, median of ${sample.length} schemas`,
      value: median(rates),
      atLeast: 20_000,
      unit: '/s',
    },
    { what: 'valid arguments a second, slowest schema', value: Math.min(...rates), unit: '/s' },
  ];
}

// The SDK's client adds a listener to one signal for each request it makes over HTTP, and Node warns of each.
process.removeAllListeners('warning');
const kept = print([
  ...generation(),
  ...(await overStdio('../fixtures/no-op/sdk.mjs', 'stdio, SDK server, 8 under way', 0.9)),
  ...(await overStdio('../fixtures/no-op/main.mjs', 'stdio, a server that costs nothing, 8 under way')),
  ...(await overHttp('../fixtures/no-op/main.mjs', 'HTTP, a server that costs nothing, 4 under way', 0.9)),
]);
process.exit(kept ? 0 : 1);
