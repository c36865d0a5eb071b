// Starts and ends child processes: each in a process group of its own that is gone after every ending of ours.

import { spawn as spawnPlain, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { StdioTarget } from '../target.ts';

/** On Windows a program may be a script that only a shell knows how to start; elsewhere nothing has to be added. */
const spawn: typeof spawnPlain =
  process.platform === 'win32' ? createRequire(import.meta.url)('cross-spawn') : spawnPlain;

const running = new Set<number>();
let watchdog: ChildProcess | undefined;

/** Variables a program needs to run at all; the rest of our surroundings is none of a target's business. */
const PASSED = ['HOME', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'USER', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ'];
const PASSED_WINDOWS = [
  'APPDATA',
  'HOMEDRIVE',
  'HOMEPATH',
  'LOCALAPPDATA',
  'PATHEXT',
  'SYSTEMROOT',
  'TEMP',
  'USERPROFILE',
];
const LAUNCHERS = /(?:^|[\\/])(?:npx|npm|pnpm|pnpx|yarn|bunx|uvx|uv)(?:\.cmd|\.exe)?$/i;

/** The environment of a child: a minimal one, what a package launcher needs to find its registry, and what was given. */
export function environmentOf(target: StdioTarget): Record<string, string> {
  const environment: Record<string, string> = {};
  const names = process.platform === 'win32' ? [...PASSED, ...PASSED_WINDOWS] : PASSED;
  for (const name of names) if (process.env[name] !== undefined) environment[name] = process.env[name];
  if (LAUNCHERS.test(target.command))
    for (const [name, value] of Object.entries(process.env))
      if (/^(?:npm_config_|uv_|pip_|node_extra_ca_certs)/i.test(name) && value !== undefined) environment[name] = value;
  return { ...environment, ...target.env };
}

/** Spawns without a shell, detached into its own group; a program that does not exist shows as an `error` event. */
export function start(target: StdioTarget): ChildProcess {
  const child = spawn(target.command, [...target.args], {
    cwd: target.cwd,
    env: environmentOf(target),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const { pid } = child;
  if (pid !== undefined) {
    running.add(pid);
    watch(`+ ${pid}\n`);
  }
  return child;
}

/** Sends a signal to the whole group; silent where it is gone already. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    if (process.platform === 'win32') process.kill(pid, signal);
    else process.kill(-pid, signal);
  } catch {
    // ESRCH: nobody left to signal
  }
}

function groupAlive(pid: number): boolean {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ends a child and whatever it left in its group: stdin closed, SIGTERM, SIGKILL, each with a short wait. */
export async function stop(child: ChildProcess, patience = 300): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  child.stdin?.destroy();
  if (child.exitCode === null && child.signalCode === null) {
    signalGroup(pid, 'SIGTERM');
    await Promise.race([once(child, 'exit').catch(() => undefined), wait(patience)]);
  }
  if (groupAlive(pid)) signalGroup(pid, 'SIGKILL');
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.unref();
  running.delete(pid);
  watch(`- ${pid}\n`);
}

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

// Our own end, however it comes: the exit handler covers what JavaScript still sees, the watchdog the rest (kill -9).
process.on('exit', () => {
  for (const pid of running) signalGroup(pid, 'SIGKILL');
});

/**
 * Reads group ids from its input and kills those still listed when the input ends, which it does when we are gone. The
 * system's own shell, since a second Node would cost more than the rest of a passive audit; its text is ours alone, and
 * what it reads are numbers.
 */
const WATCHDOG = `trap '' INT TERM HUP
groups=''
while read -r sign group; do
  if [ "$sign" = + ]; then groups="$groups $group"; continue; fi
  rest=''
  for one in $groups; do [ "$one" = "$group" ] || rest="$rest $one"; done
  groups=$rest
done
for one in $groups; do kill -s KILL -- "-$one"; done`;

/** The watchdog starts right behind the first target: whoever is told of a process may count on its end. */
function watch(line: string): void {
  if (process.platform === 'win32') return;
  watchdog ??= startWatchdog();
  watchdog.stdin?.write(line);
}

function startWatchdog(): ChildProcess {
  const dog = spawnPlain('/bin/sh', ['-c', WATCHDOG], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  dog.on('error', () => undefined);
  dog.stdin?.on('error', () => undefined);
  dog.unref();
  (dog.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  return dog;
}
