// Leaks: text per second on one core with all detectors and all unpacking, text made to hurt them, and one huge answer.

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomFor } from '../runner/engine/random.ts';
import { DETECTORS, scanAll } from '../suites/dlp/detect/catalog.ts';
import { unpack } from '../suites/dlp/unpack/unpack.ts';
import { median, print, runNode } from './measure.ts';

const MEGABYTES = 8;
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);

const scan = (text: string): number => {
  let found = 0;
  unpack(text, '', (layer) => {
    found += scanAll(layer.text, layer.key).length;
  });
  return found;
};

/** What answers are made of: documentation, declarations, JSON, rows, blobs in Base64, and a leak here and there. */
function mixed(): readonly string[] {
  const root = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), '..');
  const random = randomFor(1, 'bench');
  const pieces: string[] = [];
  let size = 0;
  for (const name of readdirSync(root)) {
    for (const file of ['README.md', 'package.json', 'index.d.ts']) {
      try {
        pieces.push(readFileSync(join(root, name, file), 'utf8'));
      } catch {
        continue;
      }
      size += pieces.at(-1)?.length ?? 0;
    }
    const rows = Array.from({ length: 200 }, (_, id) => ({
      id,
      at: 1_732_000_000 + id,
      name: name.slice(0, 8),
      ok: true,
    }));
    const blob = Buffer.from(Array.from({ length: 6000 }, () => Math.floor(random() * 256))).toString('base64');
    const detector = DETECTORS[Math.floor(random() * DETECTORS.length)];
    pieces.push(JSON.stringify(rows), blob, detector?.samples(random).hits[0] ?? '');
    size += blob.length + 8000;
    if (size > MEGABYTES * 1e6) break;
  }
  return pieces;
}

const sizeOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length, 0) / 1e6;

/** Processor time, not time of the day: the promise is per core, and the machine may be shared. */
function speed(texts: readonly string[]): number {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const before = process.cpuUsage();
    for (const text of texts) scan(text);
    const { user, system } = process.cpuUsage(before);
    if (round > 0) times.push((user + system) / 1e6);
  }
  return sizeOf(texts) / median(times);
}

/** Beginnings that detectors wait for, without the end that would satisfy them, at two lengths. */
const SEEDS = [
  ...[
    '-----BEGIN PRIVATE KEY-----',
    'eyJ',
    'Bearer ',
    'postgres://a:',
    'a@a.',
    '%41 ',
    '{"a":',
    '\\u0041',
    '1 ',
    '1-1 ',
  ],
  ...[
    '    at ',
    'PATH=/',
    'password=',
    'AKIA',
    'SELECT a ',
    '/home/a/',
    '41 ',
    'QUFB\n',
    '&#65;',
    'machine a login ',
    '10.',
  ],
];

function growth(): number {
  const time = (length: number, seed: string): number => {
    const text = seed.repeat(Math.ceil(length / seed.length));
    const began = process.cpuUsage();
    scan(text);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1e3;
  };
  // Four times the text may take four times as long; what is quadratic takes sixteen times.
  return Math.max(
    ...SEEDS.map((seed) => (time(100_000, seed), time(800_000, seed) / Math.max(20, time(200_000, seed)))),
  );
}

const HUGE = 50e6;

/** In a process of its own: what it takes at most, in MiB, to read one answer of 50 MB. */
function peak(): number {
  const told = runNode(['--import', 'tsx', fileURLToPath(import.meta.url), 'huge']);
  return Number(told.trim()) / 1024;
}

function readHuge(): void {
  const piece = mixed()
    .join('\n')
    .replace(/[^\n -~]/g, '?');
  const bytes = Buffer.alloc(HUGE, piece);
  scan(bytes.toString('latin1'));
  console.log(process.resourceUsage().maxRSS);
}

function bench(): boolean {
  const plain = mixed();
  const what = `all detectors over ${sizeOf(plain).toFixed(1)} MB of mixed answers`;
  return print([
    { what, value: speed(plain), atLeast: 20, unit: 'MB/s' },
    { what: 'four times the text, made to hurt: how much longer', value: growth(), atMost: 10 },
    { what: 'memory at most, with one answer of 50 MB', value: peak(), atMost: 512, unit: 'MiB' },
  ]);
}

if (process.argv[2] === 'huge') readHuge();
else process.exit(bench() ? 0 : 1);
