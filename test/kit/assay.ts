// Runs the command line as a user does, in a process of its own.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { built } from './built.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Sends SIGINT when this text has come on stderr. */
  readonly interruptAt?: string;
}

export function assay(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = spawn(process.execPath, [built('cli/main.ts'), ...args], {
    cwd: options.cwd ?? ROOT,
    env: { ...bare(), ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(options.input ?? '');
  const text = { stdout: '', stderr: '' };
  let interrupted = false;
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      text[stream] += chunk;
      if (options.interruptAt === undefined || interrupted || !text.stderr.includes(options.interruptAt)) return;
      interrupted = true;
      child.kill('SIGINT');
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...text }));
  });
}

/** What a program needs to start, and nothing that changes its output. */
function bare(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'SYSTEMROOT'];
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
