// Poisoning detectors: text per second on one core, on documentation and on text made to hurt them.

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { signsOf } from '../suites/poison/assess.ts';
import { median, print } from './measure.ts';

const MEGABYTES = 8;
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);

/** Documentation of installed packages in pieces as long as descriptions are. */
function documentation(): readonly string[] {
  const root = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), '..');
  const pieces: string[] = [];
  let size = 0;
  for (const name of readdirSync(root)) {
    let text: string;
    try {
      text = readFileSync(join(root, name, 'README.md'), 'utf8');
    } catch {
      continue;
    }
    for (const piece of text.split(/\n#+ /)) {
      pieces.push(piece);
      size += piece.length;
    }
    if (size > MEGABYTES * 1e6) break;
  }
  return pieces;
}

const sizeOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length, 0) / 1e6;
const hostile = ['ignore all ', '<important ', 'https://a-', 'curl -', 'read the ', '![a](https://', 'A1b/'].map(
  (seed) => seed.repeat(Math.ceil(200_000 / seed.length)),
);

const plain = documentation();
/** Processor time, not time of the day: the promise is per core, and the machine may be shared. */
function speed(texts: readonly string[]): number {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const before = process.cpuUsage();
    for (const text of texts) signsOf(text, false);
    const { user, system } = process.cpuUsage(before);
    if (round > 0) times.push((user + system) / 1e6);
  }
  return sizeOf(texts) / median(times);
}

const [read, hurt] = [speed(plain), speed(hostile)];
const kept = print([
  { what: `detectors over ${sizeOf(plain).toFixed(1)} MB of documentation`, value: read, atLeast: 10, unit: 'MB/s' },
  { what: 'the same on texts made to hurt them', value: hurt, unit: 'MB/s' },
  { what: 'hurtful text against plain text', value: read / hurt, atMost: 10 },
]);
process.exit(kept ? 0 : 1);
