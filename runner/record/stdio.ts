// Between a client's stdio and a server's: every byte goes on at once and unchanged, and is looked at afterwards.

import type { Readable, Writable } from 'node:stream';
import spawn from 'cross-spawn';
import type { StdioTarget } from '../target.ts';
import type { Tape } from './tape.ts';

export interface ClientStreams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** Resolves with the exit code of the program when it has ended and everything is passed on. */
export function recordStdio(
  target: StdioTarget,
  client: ClientStreams,
  tape: Tape,
  signal: AbortSignal,
): Promise<number> {
  // The client starts us in place of the server: the server gets what we got, nothing less.
  const child = spawn(target.command, [...target.args], {
    cwd: target.cwd,
    env: { ...process.env, ...target.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new TypeError('pipes were asked for');
  stdin.on('error', () => undefined);
  client.stdout.on('error', () => undefined);
  const lane = 'main';
  pass(
    client.stdin,
    stdin,
    lines((bytes) => tape.sent({ lane, via: 'stdio', bytes })),
  );
  pass(
    stdout,
    client.stdout,
    lines((bytes) => tape.received({ lane, via: 'stdio', bytes })),
  );
  pass(stderr, client.stderr, (bytes) => tape.received({ lane, via: 'stderr', bytes, parse: false }));
  client.stdin.once('end', () => stdin.end());
  const stop = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      tape.close();
      reject(error);
    });
    child.once('close', (code, ended) => {
      signal.removeEventListener('abort', stop);
      const text = ended === null ? `exited with code ${code}` : `ended by ${ended}`;
      tape.received({ lane, via: 'exit', bytes: text, parse: false, exit: { code, signal: ended } });
      tape.close();
      resolve(code ?? 1);
    });
  });
}

/** Passes chunks on with back pressure; each is looked at after it has gone. */
function pass(from: Readable, to: Writable, look: (bytes: Buffer) => void): void {
  from.on('data', (chunk: Buffer) => {
    if (!to.write(chunk)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
    look(chunk);
  });
}

/** Whole lines without their line feed; what is not ended yet waits. */
function lines(line: (bytes: Buffer) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  return (chunk) => {
    let begin = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, begin)) {
      parts.push(chunk.subarray(begin, end));
      const bytes = parts.length === 1 ? (parts[0] ?? chunk) : Buffer.concat(parts);
      parts = [];
      begin = end + 1;
      if (bytes.length > 0) line(bytes);
    }
    if (begin < chunk.length) parts.push(chunk.subarray(begin));
  };
}
