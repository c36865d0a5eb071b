// Audits one hostile target in a process of its own, and says what became of it: its end, memory, outputs, whom it called.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../suites/kernel/report.ts';
import { built } from '../kit/built.ts';

export const MAIN = fileURLToPath(new URL('../../fixtures/hostile/main.mjs', import.meta.url));
const WATCH = fileURLToPath(new URL('watch.mjs', import.meta.url));

export interface Assayed {
  /** `null`: it had to be killed. */
  readonly code: number | null;
  readonly report: Report | undefined;
  readonly stderr: string;
  /** MiB of resident memory at the most. */
  readonly peak: number;
  /** Addresses that a connection was opened to, without the target's own. */
  readonly strangers: readonly string[];
  /** Processes with our mark that outlived the audit. */
  readonly left: readonly string[];
  /** Outputs that hold a text that must stay secret. */
  readonly leaks: readonly string[];
  readonly evidenceBytes: number;
  /** A file of the user's, which nothing may be written to. */
  readonly victim: string;
}

export interface Asked {
  readonly over: 'stdio' | 'http';
  readonly kind: string;
  readonly options: readonly string[];
  /** Where a target is led that is told to call somebody else. */
  readonly canary: string;
  readonly secret: string;
}

export const UNTOUCHED = 'what the user keeps here';
const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
let runs = 0;

export async function assayed(asked: Asked): Promise<Assayed> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-hostile-'));
  const mark = `assay-hostile-${process.pid}-${(runs += 1)}`;
  const files = {
    report: join(folder, 'report.json'),
    evidence: join(folder, 'evidence'),
    watch: join(folder, 'watch'),
    victim: join(folder, 'victim'),
  };
  writeFileSync(files.victim, UNTOUCHED);
  const environment = {
    CANARY: asked.canary,
    SECRET: asked.secret,
    MARK: mark,
    REPORT: files.report,
    VICTIM: files.victim,
  };
  const server = asked.over === 'http' ? await serverOf(asked.kind, environment) : undefined;
  const target =
    server === undefined
      ? [
          ...Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
          '--',
          process.execPath,
          MAIN,
          asked.kind,
        ]
      : ['--header', `Authorization: Bearer ${asked.secret}`, server.url];
  const outputs = ['--report', `json:${files.report}`, '--evidence', files.evidence];
  const child = spawn(
    process.execPath,
    ['--import', WATCH, built('cli/main.ts'), 'audit', ...asked.options, ...outputs, ...target],
    {
      cwd: folder,
      env: { PATH: process.env['PATH'], ASSAY_WATCH: files.watch, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  try {
    const said = texts(child);
    // Far beyond any budget here: only a run that hangs is killed.
    const killer = setTimeout(() => child.kill('SIGKILL'), 90_000);
    const [code] = (await once(child, 'close')) as [number | null];
    clearTimeout(killer);
    const watched = existsSync(files.watch) ? readFileSync(files.watch, 'utf8') : '';
    const recording = join(files.evidence, 'recording.ndjson');
    const kept = existsSync(recording) ? readFileSync(recording) : Buffer.alloc(0);
    const json = isFile(files.report) ? readFileSync(files.report) : Buffer.alloc(0);
    const secrets = [asked.secret, Buffer.from(asked.secret).toString('base64')];
    const written = Object.entries({ ...said, kept, json });
    return {
      code,
      report: json.length === 0 ? undefined : (JSON.parse(json.toString()) as Report),
      stderr: said.stderr,
      peak: Number(/^peak (\d+)$/m.exec(watched)?.[1] ?? Infinity),
      strangers: [...watched.matchAll(/^connect (.*)$/gm)].flatMap(([, to]) =>
        to === undefined || to === server?.address ? [] : [to],
      ),
      left: await leftWith(mark),
      leaks: written.filter(([, text]) => secrets.some((secret) => text.includes(secret))).map(([name]) => name),
      victim: readFileSync(files.victim, 'utf8'),
      evidenceBytes: existsSync(recording) ? statSync(recording).size : 0,
    };
  } finally {
    child.kill('SIGKILL');
    server?.child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function serverOf(
  kind: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; url: string; address: string }> {
  const child = spawn(process.execPath, [MAIN, 'http', kind], {
    env: { PATH: process.env['PATH'], ...environment, MARK: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [text] = (await once(child.stdout, 'data')) as [Buffer];
  const url = text.toString().trim();
  return { child, url, address: new URL(url).host };
}

function texts(child: ChildProcess): { stdout: string; stderr: string } {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => (said[name] += text));
  return said;
}

/** Processes, and not zombies, whose environment holds the mark; those that are being killed are given a moment. */
async function leftWith(mark: string): Promise<readonly string[]> {
  const marked = (): string[] =>
    readdirSync('/proc').filter((name) => {
      try {
        return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'utf8').includes(mark);
      } catch {
        return false;
      }
    });
  for (let tries = 0; tries < 30 && marked().length > 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  return marked();
}
