// The program as it is shipped, for tests that start it: compiled once per state of the sources, shared by all workers.
// Loading hundreds of modules through a TypeScript loader would cost each process more than what it is tested for.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OUT = join(ROOT, '.test-dist');
const STAMP = join(OUT, 'stamp');
const LOCK = `${OUT}.lock`;
const SOURCES = ['cli', 'runner', 'suites', 'reporters', 'fixtures'];

function newestSource(): number {
  const files = SOURCES.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((name) => join(ROOT, room, name)),
  );
  return Math.max(...files.filter((file) => /\.(?:ts|json)$/.test(file)).map((file) => statSync(file).mtimeMs));
}

const fresh = (newest: number): boolean => existsSync(STAMP) && statSync(STAMP).mtimeMs >= newest;

const sleep = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function ensure(): void {
  const newest = newestSource();
  for (let tries = 0; !fresh(newest); tries += 1) {
    try {
      mkdirSync(LOCK);
    } catch {
      // Another worker compiles; one that was killed must not hold everybody for ever.
      if (tries > 1200) rmSync(LOCK, { recursive: true, force: true });
      sleep(100);
      continue;
    }
    try {
      compile(newest);
    } finally {
      rmSync(LOCK, { recursive: true, force: true });
    }
  }
}

function compile(newest: number): void {
  rmSync(OUT, { recursive: true, force: true });
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const ran = spawnSync(
    process.execPath,
    [tsc, '-p', 'tsconfig.build.json', '--outDir', OUT, '--declaration', 'false'],
    { cwd: ROOT, encoding: 'utf8' },
  );
  if (!existsSync(join(OUT, 'cli/main.js'))) throw new Error(`the sources do not compile:\n${ran.stdout}${ran.stderr}`);
  // In few files, as it is shipped: every process of a test loads a third faster.
  const bundle = join(ROOT, 'ci/bundle.mjs');
  const put = spawnSync(process.execPath, [bundle, basename(OUT)], { cwd: ROOT, encoding: 'utf8' });
  if (put.status !== 0) throw new Error(`the build cannot be bundled:\n${put.stdout}${put.stderr}`);
  writeFileSync(STAMP, '');
  utimesSync(STAMP, newest / 1000 + 1, newest / 1000 + 1);
}

let ensured = false;

/** The compiled file of a source: `built('cli/main.ts')`. */
export function built(source: string): string {
  if (!ensured) ensure();
  ensured = true;
  return join(OUT, source.replace(/\.ts$/, '.js'));
}
