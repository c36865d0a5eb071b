// Speed and size of an audit, as ratios in one run: start-up, passive and full audit, judges alone, 10,000 tools.

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { loadRules } from '../runner/engine/catalog.ts';
import { judge } from '../runner/engine/judge.ts';
import { run } from '../runner/engine/run.ts';
import { viewsOf } from '../runner/engine/views.ts';
import type { Recording } from '../suites/kernel/recording.ts';
import { interleaved, median, print, ratio, runNode, type Figure } from './measure.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const everything = createRequire(import.meta.url).resolve('@modelcontextprotocol/server-everything/dist/index.js');
const server = [process.execPath, everything, 'stdio'];
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);

async function startUp(): Promise<readonly Figure[]> {
  const samples = await interleaved(rounds * 2, {
    node: () => runNode(['-e', '0']),
    help: () => runNode([here('../dist/cli/main.js'), '--help']),
  });
  return [{ what: 'assay --help against node -e 0', value: ratio(samples, 'help', 'node'), atMost: 2.5 }];
}

async function audits(): Promise<readonly Figure[]> {
  const samples = await interleaved(rounds, {
    bare: () => runNode([here('bare-client.mjs'), ...server]),
    passive: () => runNode([here('passive.mjs'), 'passive', ...server]),
    full: () => runNode([here('passive.mjs'), 'one-era', ...server]),
  });
  return [
    {
      what: 'passive audit of server-everything against a bare client',
      value: ratio(samples, 'passive', 'bare'),
      atMost: 1.5,
    },
    { what: 'full safe audit in one era against a bare client', value: ratio(samples, 'full', 'bare'), atMost: 4 },
  ];
}

async function recordingOf(options: object): Promise<Recording> {
  let found: Recording | undefined;
  await run(
    { kind: 'stdio', command: process.execPath, args: [everything, 'stdio'] },
    { revisions: ['2025-11-25'], seed: 1, ...options },
    {
      inspect: ([recording]) => {
        found = recording;
      },
    },
  );
  if (found === undefined) throw new Error('server-everything was not recorded');
  return found;
}

/**
 * The first half of the rules by name says how the suites differ; every second rule says whether rules cost more the more
 * there are of them. Each time a recording that nobody has read yet.
 */
async function judges(): Promise<readonly Figure[]> {
  const recording = await recordingOf({});
  const rules = await loadRules();
  const subjects = {
    all: rules,
    half: rules.slice(0, Math.ceil(rules.length / 2)),
    second: rules.filter((_, index) => index % 2 === 0),
  };
  const times = new Map<string, number[]>();
  for (let round = 0; round <= 20; round += 1)
    for (const [name, some] of Object.entries(subjects)) {
      const unread = structuredClone(recording);
      const began = performance.now();
      const read = viewsOf(unread);
      for (const rule of some) judge(rule, unread, read);
      if (round > 0) times.set(name, [...(times.get(name) ?? []), performance.now() - began]);
    }
  const of = (name: keyof typeof subjects): number => median(times.get(name) ?? []);
  return [
    {
      what: `all ${rules.length} judges over one recording, for 200 rules`,
      value: (of('all') / rules.length) * 200,
      atMost: 20,
      unit: 'ms',
    },
    { what: 'cost of a rule, all rules against half of them', value: of('all') / of('half') / 2, atMost: 1.5 },
    { what: 'cost of a rule, all rules against every second one', value: of('all') / of('second') / 2, atMost: 1.5 },
  ];
}

async function manyTools(): Promise<readonly Figure[]> {
  const many = here('../fixtures/many-tools/main.mjs');
  const once = (count: number): { rss: number; ms: number } => {
    const began = performance.now();
    const out = runNode([here('passive.mjs'), 'full', process.execPath, many, String(count)]);
    return { rss: (JSON.parse(out) as { rss: number }).rss, ms: performance.now() - began };
  };
  once(1);
  const [one, hundred, thousands] = [once(1), once(100), once(10_000)];
  const perTool = (few: number, lot: number, from: number, to: number): number => (lot - few) / (to - from);
  const slope = perTool(hundred.ms, thousands.ms, 100, 10_000);
  return [
    { what: '10,000 tools: memory', value: thousands.rss / 2 ** 20, atMost: 512, unit: 'MiB' },
    { what: '10,000 tools: time for each further tool', value: slope, unit: 'ms' },
    { what: '100 tools against 1 tool', value: hundred.ms / one.ms },
    {
      what: '10,000 tools against 100 tools (linear would be at most 100)',
      value: thousands.ms / hundred.ms,
      atMost: 100,
    },
  ];
}

const figures = [...(await startUp()), ...(await audits()), ...(await judges()), ...(await manyTools())];
process.exit(print(figures) ? 0 : 1);
