// Streamable HTTP: one endpoint, sessions, streams that can be resumed. Every decision is a member of `server.http`.

import { createServer, type IncomingMessage, type Server as NodeServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { batchOf, takeAll } from './lines.ts';
import { connect, type Connection, type Dict, kindOf, type Loose, refused, type Server, take } from './server.ts';

export interface Stream {
  readonly name: string;
  readonly sent: { readonly id: string; readonly text: string }[];
  response: ServerResponse | undefined;
  done: boolean;
}

export interface Session {
  readonly id: string | undefined;
  readonly connection: Connection;
  readonly streams: Stream[];
  readonly listening: Stream;
}

export interface Site {
  readonly server: Server;
  readonly sessions: Map<string, Session>;
}

const openStream = (session: Pick<Session, 'streams'>, server: Server): Stream => {
  const name = server.http['streamName']?.(session) ?? `s${session.streams.length}`;
  const stream: Stream = { name, sent: [], response: undefined, done: false };
  session.streams.push(stream);
  return stream;
};

export function push(server: Server, session: Session, stream: Stream, data: string, extra = ''): void {
  const id: string = server.http['eventId']?.(stream, session) ?? `${stream.name}.${stream.sent.length}`;
  const named = server.http['resumable'] === true && session.id !== undefined;
  const text: string = server.http['event']?.(data, id) ?? `${extra}${named ? `id: ${id}\n` : ''}data: ${data}\n\n`;
  stream.sent.push({ id, text });
  server.http['pushed']?.(session, stream, text);
  stream.response?.write(text);
}

function newSession(site: Site, id: string | undefined): Session {
  const { server } = site;
  const streams: Stream[] = [];
  const listening = openStream({ streams }, server);
  const session: Session = {
    id,
    streams,
    listening,
    connection: connect(
      (message) => {
        const last = server.out(message, session.connection);
        if (last !== undefined) push(server, session, listening, server.http['text'](last));
      },
      () => undefined,
    ),
  };
  session.connection.notes.set('session', session);
  return session;
}

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

export function refuse(response: ServerResponse, status: number, message: string, code = -32600): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message } }));
}

/** The session of a request; `undefined` once it is refused. */
function sessionOf(site: Site, request: IncomingMessage, response: ServerResponse): Session | undefined {
  const { server } = site;
  if (server.http['sessions'] !== true) {
    const session = newSession(site, undefined);
    session.connection.phase = 'ready';
    session.connection.version = header(request, 'mcp-protocol-version') ?? '2025-03-26';
    return versionFits(server, session, request, response) ? session : undefined;
  }
  const look: (one: IncomingMessage) => string | undefined =
    server.http['sessionHeader'] ?? ((one) => header(one, 'mcp-session-id'));
  const id = look(request);
  if (id === undefined) {
    const any = server.http['noSession']?.(site);
    if (any !== undefined) return any;
    return void refuse(response, 400, 'Mcp-Session-Id is missing');
  }
  const session = site.sessions.get(id) ?? server.http['unknownSession']?.(site, id);
  if (session === undefined) return void refuse(response, server.http['goneStatus'] ?? 404, 'No such session');
  return versionFits(server, session, request, response) ? session : undefined;
}

function versionFits(server: Server, session: Session, request: IncomingMessage, response: ServerResponse): boolean {
  const version = header(request, 'mcp-protocol-version');
  if (session.connection.version < '2025-06-18') return true;
  if (version === undefined && server.http['versionRequired'] !== true) return true;
  const known: string[] = server.http['versionsInHeader'] ?? server.versions;
  if (version !== undefined && known.includes(version)) return true;
  refuse(response, 400, 'MCP-Protocol-Version is not supported');
  return false;
}

export interface Open {
  readonly url: string;
  readonly site: Site;
  close(): Promise<void>;
}

export async function serveHttp(server: Server): Promise<Open> {
  const { site, answer } = siteOf(server);
  const node: NodeServer = createServer(answer);
  const host: string = server.http['host'] ?? '127.0.0.1';
  await new Promise<void>((resolve) => node.listen(0, host, resolve));
  const url = `http://127.0.0.1:${(node.address() as AddressInfo).port}/mcp`;
  server.notes.set('url', url);
  return {
    url,
    site,
    close: () =>
      new Promise((resolve) => {
        node.close(() => resolve());
        node.closeAllConnections();
      }),
  };
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What answers requests, for whoever listens. */
export function siteOf(server: Server): { readonly site: Site; readonly answer: Answer } {
  const site: Site = { server, sessions: new Map() };
  // Whoever has no identity has no tasks of their own to list.
  if (server.http['listsTasks'] !== true) delete server.capabilities['tasks']?.list;
  const answer: Answer = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const next = (): Promise<void> => handle(site, request, response, body);
      const done =
        server.http['around'] === undefined ? next() : server.http['around'](request, response, body, next, site);
      Promise.resolve(done).catch(() => response.destroy());
    });
    request.on('error', () => response.destroy());
  };
  return { site, answer };
}

const LOCAL = /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

async function handle(site: Site, request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
  const { server } = site;
  const origin = header(request, 'origin');
  const guarded: boolean = server.http['originChecked']?.(request) ?? true;
  if (guarded && origin !== undefined && !LOCAL.test(origin))
    return refuse(response, server.http['originStatus'] ?? 403, 'Origin is not allowed');
  if (new URL(request.url ?? '/', 'http://x').pathname !== '/mcp') return refuse(response, 404, 'Not here');
  if (request.method === 'POST') return post(site, request, response, body);
  if (request.method === 'GET' && server.http['get'] === true) return listen(site, request, response);
  if (request.method === 'DELETE' && server.http['sessions'] === true) return remove(site, request, response);
  response.writeHead(405, { Allow: 'POST' });
  response.end();
}

async function post(site: Site, request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
  const { server } = site;
  if (!/^application\/json\b/i.test(header(request, 'content-type') ?? ''))
    return refuse(response, 415, 'Content-Type must be application/json');
  const accept = header(request, 'accept') ?? '';
  if (!/application\/json|text\/event-stream|\*\/\*/.test(accept)) return refuse(response, 406, 'Accept fits nothing');
  let value: Loose;
  try {
    value = JSON.parse(body);
  } catch {
    const reply = server.unreadable(body, newSession(site, undefined).connection);
    return plain(response, 400, reply ?? refused(null, -32700, 'No JSON'));
  }
  const opening = !Array.isArray(value) && value?.method === 'initialize' && kindOf(value) === 'request';
  const fresh = opening && header(request, 'mcp-session-id') === undefined;
  const session = fresh
    ? newSession(site, server.http['sessions'] === true ? server.http['newId'](value, site) : undefined)
    : sessionOf(site, request, response);
  if (session === undefined) return;
  const many: Loose[] = Array.isArray(value) ? value : [value];
  const { connection } = session;
  connection.notes.set('request', request);
  if (Array.isArray(value)) {
    const { refusal } = batchOf(server, connection, value);
    if (refusal !== undefined) return plain(response, Array.isArray(refusal) ? 200 : 400, refusal);
  } else if (kindOf(value) === 'invalid') {
    const refusal = server.invalid(value, connection);
    if (refusal !== undefined) return plain(response, 400, refusal);
  }
  if (!many.some((one) => kindOf(one) === 'request')) {
    for (const one of many) await take(server, connection, one, (message) => connection.say(message));
    const status = connection.notes.get('unwanted') === true ? 400 : 202;
    connection.notes.delete('unwanted');
    if (status === 400) return refuse(response, 400, 'Nobody waits for this');
    if (server.http['accepted'] !== undefined) return server.http['accepted'](response, many);
    response.writeHead(202);
    return void response.end();
  }
  const streamed = /text\/event-stream|\*\/\*/.test(accept) && server.http['streams'](value, request);
  if (streamed) return stream(site, session, response, value, fresh);
  const out: Dict[] = [];
  const replies = Array.isArray(value)
    ? await takeAll(server, connection, many, (message) => out.push(message))
    : await takeAll(server, connection, [value], (message) => connection.say(message));
  remember(site, session, fresh, response);
  if (replies.length === 0) return void response.end();
  plain(response, 200, (Array.isArray(value) ? replies : replies[0]) as Loose, server);
}

function remember(site: Site, session: Session, fresh: boolean, response: ServerResponse): void {
  if (!fresh || session.connection.phase === 'new') return;
  site.server.connections.add(session.connection);
  if (session.id === undefined) return;
  site.sessions.set(session.id, session);
  if (site.server.http['tellId'] !== false) response.setHeader('Mcp-Session-Id', session.id);
}

function plain(response: ServerResponse, status: number, reply: Dict, server?: Server): void {
  response.writeHead(status, { 'Content-Type': server?.http['jsonType'] ?? 'application/json' });
  response.end(server === undefined ? JSON.stringify(reply) : server.http['body'](reply));
}

async function stream(
  site: Site,
  session: Session,
  response: ServerResponse,
  value: Loose,
  fresh: boolean,
): Promise<void> {
  const { server } = site;
  const { connection } = session;
  const own = openStream(session, server);
  const open = (): void => {
    if (response.headersSent) return;
    response.writeHead(200, {
      'Content-Type': server.http['sseType'] ?? 'text/event-stream',
      'Cache-Control': 'no-cache',
    });
    response.flushHeaders();
    own.response = response;
    const primes = connection.version >= '2025-11-25' || server.http['primeAlways'] === true;
    if (server.http['resumable'] === true && session.id !== undefined && primes && server.http['priming'] !== false)
      push(server, session, own, '', server.http['primer'] ?? '');
  };
  if (!fresh) open();
  response.on('close', () => {
    if (own.response === response) own.response = undefined;
    server.http['dropped']?.(connection, value, own);
  });
  const send = (message: Dict): void => {
    remember(site, session, fresh, response);
    open();
    const target: Stream = server.http['target']?.(message, session, own) ?? own;
    push(server, session, target, server.http['text'](message));
  };
  connection.notes.set('stream', own);
  if (Array.isArray(value)) for (const reply of await takeAll(server, connection, value, send)) send(reply);
  else await take(server, connection, value, send);
  own.done = true;
  if (server.http['closes'] !== false) own.response?.end();
  if (!response.headersSent) response.end();
}

function listen(site: Site, request: IncomingMessage, response: ServerResponse): void {
  const { server } = site;
  if (!/text\/event-stream|\*\/\*/.test(header(request, 'accept') ?? ''))
    return refuse(response, 406, 'Accept fits nothing');
  const session = sessionOf(site, request, response);
  if (session === undefined) return;
  const last = header(request, 'last-event-id');
  let target = session.listening;
  let from = target.sent.length;
  if (last !== undefined && server.http['resumable'] === true) {
    const found = (server.http['find'] ?? find)(session, last);
    if (found === undefined) return refuse(response, 400, 'Last-Event-ID is not known');
    [target, from] = found;
  } else if (target.response !== undefined) return refuse(response, 409, 'The stream is open already');
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  response.flushHeaders();
  if (last !== undefined && server.http['replay'] !== undefined) server.http['replay'](session, target, from, response);
  else for (const event of target.sent.slice(from)) response.write(event.text);
  if (target.done) return void response.end();
  target.response = response;
  response.on('close', () => {
    if (target.response === response) target.response = undefined;
  });
  server.http['listening']?.(session, response);
}

function find(session: Session, last: string): [Stream, number] | undefined {
  for (const one of session.streams) {
    const index = one.sent.findIndex(({ id }) => id === last);
    if (index >= 0) return [one, index + 1];
  }
  return undefined;
}

function remove(site: Site, request: IncomingMessage, response: ServerResponse): void {
  const session = sessionOf(site, request, response);
  if (session === undefined) return;
  if (site.server.http['deletes'] === false) {
    response.writeHead(405, { Allow: 'GET, POST' });
    return void response.end();
  }
  for (const abort of session.connection.running.values()) abort.abort();
  site.server.connections.delete(session.connection);
  site.sessions.delete(session.id ?? '');
  site.server.http['gone']?.(session);
  for (const one of session.streams) one.response?.end();
  response.writeHead(204);
  response.end();
}
