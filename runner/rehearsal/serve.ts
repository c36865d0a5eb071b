// Where a stand-in is reached: streams in this process for a program, a port on loopback for an address.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { HttpTarget, StreamsTarget } from '../target.ts';
import type { StandIn } from './stand-in.ts';

export function overStreams(answer: StandIn): StreamsTarget {
  return {
    kind: 'streams',
    open() {
      const [stdin, stdout] = [new PassThrough(), new PassThrough()];
      const end = (): void => {
        stdin.destroy();
        stdout.destroy();
      };
      const lines = createInterface({ input: stdin });
      lines.on('line', (line) => {
        const reply = answered(answer, line);
        if (reply !== undefined && stdout.writable) stdout.write(`${reply}\n`);
      });
      lines.on('close', end);
      return { stdin, stdout, kill: end, terminate: end };
    },
  };
}

export interface Served {
  readonly target: HttpTarget;
  readonly close: () => Promise<void>;
}

/** JSON answers only, and a session id where the target gives one. */
export async function overHttp(answer: StandIn, sessions: boolean): Promise<Served> {
  const server = createServer((request, response) => {
    if (request.method === 'DELETE') return void response.writeHead(200).end();
    if (request.method !== 'POST') return void response.writeHead(405, { Allow: 'POST, DELETE' }).end();
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const reply = answered(answer, body);
      if (reply === undefined) return void response.writeHead(202).end();
      const opening = sessions && body.includes('"initialize"');
      const session = opening ? { 'Mcp-Session-Id': `rehearsal-${Math.random().toString(36).slice(2)}` } : {};
      response.writeHead(200, { 'Content-Type': 'application/json', ...session }).end(reply);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    server.closeAllConnections();
    await closed;
  };
  return { target: { kind: 'http', url: `http://127.0.0.1:${port}/mcp` }, close };
}

const UNREADABLE = '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}';

function answered(answer: StandIn, text: string): string | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return UNREADABLE;
  }
  const reply = answer(message);
  return reply === undefined ? undefined : JSON.stringify(reply);
}
