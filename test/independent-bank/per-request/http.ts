// The Streamable HTTP entrance of this server: one POST a message, JSON or an event stream in answer, headers that agree.

import { setMaxListeners } from 'node:events';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { disagreement } from './headers.ts';
import { createServer, emit, take } from './server.ts';
import { partsOf, type Shape } from './shapes.ts';
import { isObj, type Link, type Mutant, newMemory, type Obj, type Server, textOf, type Visit } from './words.ts';

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

export async function serve(shape: Shape, mutant: Mutant): Promise<Served> {
  const server = createServer(partsOf(shape), mutant);
  const http = createHttp((request, response) => void visited(server, request, response));
  const host = server.lax('all-addresses') ? '0.0.0.0' : '127.0.0.1';
  await new Promise<void>((resolve) => http.listen(0, host, resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Answers one request, for whoever listens. */
export async function visited(server: Server, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request).catch(() => '');
  const headers = request.headers as Record<string, string | undefined>;
  const message = parsed(body);
  const visit: Visit = {
    verb: request.method ?? '',
    path: request.url ?? '',
    headers,
    body,
    message,
    answer: (status, own, text) => void (response.headersSent || (response.writeHead(status, own), response.end(text))),
    begin: (status, own, first) => void (response.writeHead(status, own), response.write(first)),
  };
  if ((await server.mutant.web?.(visit, request)) === true) return;
  const refuse = (status: number, more: Record<string, string> = {}): void => plain(server, visit, status, more);
  const origin = headers['origin'];
  const own = `:${request.socket.localPort}`;
  const trusted = origin === `http://127.0.0.1${own}` || origin === `http://localhost${own}`;
  if (origin !== undefined && !trusted && !server.lax('origin')) {
    if (!(server.lax('origin-only-in-discover') && !body.includes('server/discover'))) return refuse(403);
  }
  if (visit.path.split('?')[0] !== '/mcp') return refuse(404);
  if (visit.verb !== 'POST') return refuse(405, { allow: 'POST' });
  if (!(headers['content-type'] ?? '').startsWith('application/json')) return refuse(415);
  await posted(server, visit, request, response);
}

function plain(server: Server, visit: Visit, status: number, own: Record<string, string>): void {
  const headers = { ...own };
  server.mutant.headers?.(headers, visit);
  visit.answer(server.mutant.status?.(status, undefined, visit) ?? status, headers, '');
}

async function posted(server: Server, visit: Visit, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { message } = visit;
  const whole = (status: number, reply: Obj): void => json(server, visit, status, reply);
  /** What is said before the dispatcher sees anything leaves through the same door as all the rest. */
  const early = (status: number, reply: Obj): void =>
    emit(server, { ...quiet(), send: (one) => whole(status, one) }, reply['id'], methodOf(message), {}, reply);
  if (message === undefined) return early(400, { jsonrpc: '2.0', error: { code: -32700, message: 'Parse error' } });
  const isRequest = isObj(message) && 'id' in message && typeof message['method'] === 'string';
  const isNote = isObj(message) && !('id' in message) && methodOf(message) !== '' && message['jsonrpc'] === '2.0';
  // A stranger to this revision is told so before anything else is asked of it.
  const isOld = isRequest && methodOf(message) === 'initialize' && visit.headers['mcp-method'] === undefined;
  if (isOld && !server.lax('old-http'))
    return early(400, { jsonrpc: '2.0', id: message['id'], error: { code: -32020, message: OLD } });
  const wrong = isRequest ? disagreement(server, message, visit.headers, request.rawHeaders) : undefined;
  if (wrong !== undefined)
    return early(wrong.status, { jsonrpc: '2.0', id: (message as Obj)['id'], error: wrong.error });
  if (isNote) await take(server, message, { ...quiet(), send: () => undefined });
  if (isNote) return plain(server, visit, 202, {});
  await answered(server, visit, request, response, whole);
}

const OLD = 'Mcp-Method is missing; supported version: 2026-07-28';

const methodOf = (message: unknown): string => (isObj(message) ? textOf(message['method']) : '');

function json(server: Server, visit: Visit, status: number, reply: Obj): void {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  server.mutant.headers?.(headers, visit, reply);
  const text = JSON.stringify(reply);
  visit.answer(
    server.mutant.status?.(status, reply, visit) ?? status,
    headers,
    server.mutant.text?.(text, reply) ?? text,
  );
}

const quiet = (): Link => ({
  transport: 'http',
  memory: newMemory(),
  signal: new AbortController().signal,
  send: () => undefined,
});

async function answered(
  server: Server,
  visit: Visit,
  request: IncomingMessage,
  response: ServerResponse,
  whole: (status: number, reply: Obj) => void,
): Promise<void> {
  const gone = new AbortController();
  setMaxListeners(0, gone.signal);
  response.on('close', () => void (response.writableFinished || gone.abort()));
  let streaming = false;
  const stream = (): void => {
    streaming = true;
    const headers: Record<string, string> = {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
    };
    server.mutant.headers?.(headers, visit);
    response.writeHead(server.mutant.status?.(200, undefined, visit) ?? 200, headers);
  };
  let ended = false;
  const send = (message: Obj, status = 200): void => {
    const isReply = !('method' in message);
    if (isReply && !streaming && !ended && !server.lax('always-streams'))
      return void ((ended = true), whole(status, message));
    if (ended && !streaming) return;
    if (!streaming) stream();
    const text = JSON.stringify(message);
    response.write(server.mutant.text?.(`data: ${text}\n\n`, message) ?? `event: message\ndata: ${text}\n\n`);
    if (isReply && !server.lax('stream-stays') && !ended) {
      ended = true;
      setTimeout(() => response.end(), server.lax('late-messages') ? 100 : 0);
    }
  };
  const memory = server.lax('socket-memory') ? kept(request.socket) : newMemory();
  await take(server, visit.message, { transport: 'http', memory, signal: gone.signal, send });
  if (!ended && !streaming && !gone.signal.aborted) visit.answer(202, {}, '');
}

/** What a server that remembers its connections would remember. */
const memories = new WeakMap<Socket, ReturnType<typeof newMemory>>();

function kept(socket: Socket): ReturnType<typeof newMemory> {
  const known = memories.get(socket) ?? newMemory();
  memories.set(socket, known);
  return known;
}
