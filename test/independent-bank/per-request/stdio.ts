// The stdio entrance of this server: one message a line, over streams of this process, each opening a fresh process would be.

import { setMaxListeners } from 'node:events';
import { PassThrough } from 'node:stream';
import type { StreamsTarget } from '../../../runner/target.ts';
import { createServer, emit, take } from './server.ts';
import { type Shape, partsOf } from './shapes.ts';
import { type Link, type Mutant, newMemory, type Obj } from './words.ts';

export function stdioTarget(shape: Shape, mutant: Mutant): StreamsTarget {
  const shared = new Map<string, unknown>();
  return { kind: 'streams', open: () => connection(shape, mutant, shared) };
}

function connection(shape: Shape, mutant: Mutant, shared: Map<string, unknown>): ReturnType<StreamsTarget['open']> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const server = createServer(partsOf(shape), mutant, shared);
  const memory = newMemory();
  const end = new AbortController();
  setMaxListeners(0, end.signal);
  const put = (text: string | Buffer): void => void (stdout.writableEnded || stdout.destroyed || stdout.write(text));
  const die = (): void => {
    end.abort();
    stdin.destroy();
    stdout.end();
    stderr.end();
  };
  const link: Link = {
    transport: 'stdio',
    memory,
    signal: end.signal,
    send: (message) => put(written(mutant, message)),
  };
  const crash = new AbortController();
  crash.signal.addEventListener('abort', die);
  memory.running.set('crash', crash);
  mutant.opened?.(put, server);
  let rest = '';
  stdin.setEncoding('utf8');
  stdin.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') void read(server, line, link, die);
  });
  const leave = (): void => void setImmediate(() => server.lax('stays') || die());
  stdin.on('end', leave);
  stdin.on('error', leave);
  const kill = (): void => (die(), stdout.destroy(), undefined);
  return { stdin, stdout, stderr, terminate: die, kill };
}

export function written(mutant: Mutant, message: Obj): string | Buffer {
  const text = `${JSON.stringify(message)}\n`;
  return mutant.text?.(text, message) ?? text;
}

async function read(server: ReturnType<typeof createServer>, line: string, link: Link, die: () => void): Promise<void> {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    if (server.lax('parse-crash')) return die();
    const code = server.lax('parse-internal') ? -32603 : -32700;
    return emit(server, link, undefined, '', {}, { jsonrpc: '2.0', error: { code, message: 'Parse error' } });
  }
  if (server.lax('crash-on-odd-state') && JSON.stringify(message).includes('"requestState"')) return die();
  await take(server, message, link);
}
