// Takes a replica away and brings it back: by commands of the operator, or by signals to processes started here.

import { spawn, type ChildProcess } from 'node:child_process';
import net from 'node:net';
import { environmentOf, signalGroup } from '../wire/child.ts';

export interface Hooks {
  kill(): Promise<string | undefined>;
  heal(): Promise<string | undefined>;
}

const COMMAND_MS = 30_000;

/** Commands as the operator would type them, so they run in a shell. */
export const commandHooks = (kill: string, heal: string | undefined): Hooks => ({
  kill: () => run(kill),
  heal: () => (heal === undefined ? Promise.resolve(undefined) : run(heal)),
});

/** `undefined` for a command that ended well; otherwise why not. */
function run(command: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString('utf8')}`.slice(-500)));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve(`it did not end within ${COMMAND_MS / 1000} s`);
    }, COMMAND_MS);
    child.on('error', (error) => resolve(error.message));
    // A command that starts a server in the background keeps its pipes open, so `exit` is the end, not `close`.
    child.on('exit', (code) => {
      clearTimeout(timer);
      child.stderr.destroy();
      resolve(code === 0 ? undefined : `it ended with code ${code}: ${said.trim()}`);
    });
  });
}

export interface Started extends Hooks {
  stop(): Promise<void>;
}

/** Starts replicas from command lines, waits until each listens, and can take the last one away again. */
export async function startReplicas(commands: readonly string[], urls: readonly string[]): Promise<Started> {
  const running: (ChildProcess | undefined)[] = [];
  const start = async (index: number): Promise<string | undefined> => {
    running[index] = launch(commands[index] ?? '');
    return (await listens(urls[index] ?? '')) ? undefined : `${urls[index]} did not begin to listen`;
  };
  const end = async (index: number, signal: NodeJS.Signals): Promise<void> => {
    const child = running[index];
    running[index] = undefined;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    signalGroup(child.pid, signal);
    await gone;
  };
  const last = commands.length - 1;
  const stop = async (): Promise<void> => {
    await Promise.all(commands.map((_command, index) => end(index, 'SIGKILL')));
  };
  const failures = await Promise.all(commands.map((_command, index) => start(index)));
  const failure = failures.find((one) => one !== undefined);
  if (failure !== undefined) {
    await stop();
    throw new Error(`--start-replica: ${failure}`);
  }
  return {
    kill: async () => {
      await end(last, 'SIGKILL');
      return undefined;
    },
    heal: () => start(last),
    stop,
  };
}

function launch(command: string): ChildProcess {
  const child = spawn(command, {
    shell: true,
    stdio: 'ignore',
    detached: process.platform !== 'win32',
    env: environmentOf({ kind: 'stdio', command, args: [] }),
  });
  const { pid } = child;
  if (pid !== undefined) {
    const kill = (): void => signalGroup(pid, 'SIGKILL');
    process.on('exit', kill);
    child.once('exit', () => process.off('exit', kill));
  }
  return child;
}

async function listens(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  for (let turn = 0; turn < 200; turn += 1) {
    if (await connects(hostname, Number(port))) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

const connects = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
