// Where a small server listens: streams of this process, or an HTTP endpoint of one of the shapes that are allowed.

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import type { StreamsTarget } from '../../runner/target.ts';
import { type Loose, Peer, type Shape, takeModern } from './peer.ts';

export interface Wire {
  readonly write?: (message: Loose) => string;
  readonly banner?: string;
  readonly modern?: boolean;
}

/** stdio: each opening is a fresh server. */
export function overStreams(shape: Shape, wire: Wire = {}): StreamsTarget {
  return {
    kind: 'streams',
    open() {
      const stdin = new PassThrough();
      const stdout = new PassThrough();
      const stderr = new PassThrough();
      const write = wire.write ?? ((message: Loose) => JSON.stringify(message));
      const say = (message: Loose): void => {
        if (message !== undefined && !stdout.writableEnded && !stdout.destroyed) stdout.write(`${write(message)}\n`);
      };
      if (wire.banner !== undefined) stderr.write(wire.banner);
      const peer = new Peer(shape, say);
      const running = new Map<string, AbortController>();
      let rest = '';
      const line = async (text: string): Promise<void> => {
        let value: Loose;
        try {
          value = JSON.parse(text);
        } catch {
          const error = { code: -32700, message: 'Parse error' };
          return say(peer.revision >= '2025-11-25' ? { jsonrpc: '2.0', error } : { jsonrpc: '2.0', id: null, error });
        }
        if (wire.modern !== true) return say(await peer.take(value));
        if (value?.method === 'notifications/cancelled') return running.get(String(value.params?.requestId))?.abort();
        const abort = new AbortController();
        running.set(String(value?.id), abort);
        say((await takeModern(shape, value, say, abort.signal))?.message);
      };
      stdin.setEncoding('utf8');
      stdin.on('data', (chunk: string) => {
        rest += chunk;
        const lines = rest.split('\n');
        rest = lines.pop() ?? '';
        for (const one of lines) if (one.trim() !== '') void line(one);
      });
      stdin.on('end', () => {
        peer.close();
        stdout.end();
      });
      return { stdin, stdout, stderr, terminate: () => stdout.end(), kill: () => (stdin.destroy(), stdout.destroy()) };
    },
  };
}

export interface Site {
  readonly sessions?: boolean;
  readonly answers?: 'json' | 'sse';
  readonly get?: boolean;
  readonly deletes?: boolean;
  readonly path?: string;
  readonly modern?: boolean;
  /** The text of an event. */
  readonly event?: (data: string) => string;
  readonly jsonType?: string;
  readonly sseType?: string;
  readonly keepAlive?: boolean;
  /** `undefined` lets the request in; true: it has been answered. */
  readonly guard?: (request: IncomingMessage, response: ServerResponse, origin: string) => boolean;
  readonly strictAccept?: boolean;
}

interface Session {
  readonly peer: Peer;
  stream: ServerResponse | undefined;
}

export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const MODERN_NAMES: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
};

/** `undefined`: not to be read; the padding and the alphabet are held to the letter. */
function decoded(value: string): string | undefined {
  if (!/^[\t\u0020-\u007e]*$/.test(value)) return undefined;
  if (!value.startsWith('=?base64?') || !value.endsWith('?=')) return value;
  const bytes = Buffer.from(value.slice(9, -2), 'base64');
  return bytes.toString('base64') === value.slice(9, -2) ? bytes.toString('utf8') : undefined;
}

export async function overHttp(shape: Shape, site: Site = {}): Promise<Served> {
  const sessions = new Map<string, Session>();
  let origin = '';
  const event = site.event ?? ((data: string) => `event: message\ndata: ${data}\n\n`);
  const path = site.path ?? '/mcp';

  const json = (response: ServerResponse, status: number, body: Loose, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { 'Content-Type': site.jsonType ?? 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
  const refuse = (response: ServerResponse, status: number, message: string, code = -32600): void =>
    json(response, status, { jsonrpc: '2.0', error: { code, message }, ...(site.modern === true ? {} : { id: null }) });
  const stream = (response: ServerResponse, headers: Record<string, string> = {}): void => {
    if (response.headersSent) return;
    const type = site.sseType ?? 'text/event-stream';
    response.writeHead(200, {
      'Content-Type': type,
      'Cache-Control': 'no-cache',
      'X-Accel-Buffering': 'no',
      ...headers,
    });
    response.flushHeaders();
  };

  // From 2025-11-25 on a stream begins with an event to come back to; that nothing is replayed then is allowed.
  const prime = (peer: Peer, response: ServerResponse, headers: Record<string, string> = {}): void => {
    if (response.headersSent) return;
    stream(response, headers);
    if (peer.revision >= '2025-11-25') response.write(`id: ${randomUUID()}\ndata:\n\n`);
  };

  const modern = async (request: IncomingMessage, response: ServerResponse, value: Loose): Promise<void> => {
    const version = value?.params?._meta?.['io.modelcontextprotocol/protocolVersion'];
    const isRequest =
      value !== null && typeof value === 'object' && Object.hasOwn(value, 'id') && typeof value.method === 'string';
    const mismatch = (): string | undefined => {
      const said = request.headers['mcp-protocol-version'];
      if (said === undefined || request.headers['mcp-method'] === undefined) return 'A required header is missing';
      if (version !== undefined && said !== version) return 'MCP-Protocol-Version does not match the body';
      if (request.headers['mcp-method'] !== value.method) return 'Mcp-Method does not match the body';
      const member = MODERN_NAMES[value.method];
      const name = request.headers['mcp-name'];
      if (member === undefined) return undefined;
      if (typeof name !== 'string') return 'Mcp-Name is missing';
      return decoded(name) === value.params?.[member] ? undefined : 'Mcp-Name does not match the body';
    };
    const wrong = isRequest ? mismatch() : undefined;
    if (wrong !== undefined) {
      const message =
        value.method === 'initialize' ? `${wrong}; this server speaks ${shape.revisions.join(', ')}` : wrong;
      return json(response, 400, { jsonrpc: '2.0', id: value.id, error: { code: -32020, message } });
    }
    const abort = new AbortController();
    response.on('close', () => !response.writableFinished && abort.abort());
    const streaming = site.answers === 'sse' || value?.method === 'subscriptions/listen';
    const say = (message: Loose): void => {
      if (!streaming) return;
      stream(response);
      response.write(event(JSON.stringify(message)));
    };
    const answer = await takeModern(shape, value, say, abort.signal);
    if (abort.signal.aborted) return;
    if (answer === undefined) return void response.writeHead(202).end();
    if (!streaming || (answer.status !== 200 && !response.headersSent))
      return json(response, answer.status, answer.message);
    say(answer.message);
    response.end();
  };

  const legacy = async (request: IncomingMessage, response: ServerResponse, value: Loose): Promise<void> => {
    const id = request.headers['mcp-session-id'];
    const known = typeof id === 'string' ? sessions.get(id) : undefined;
    const opens = value?.method === 'initialize' && id === undefined;
    const headers: Record<string, string> = {};
    let session = known;
    const said = request.headers['mcp-protocol-version'];
    if (site.sessions !== false) {
      if (id !== undefined && known === undefined) return refuse(response, 404, 'Session not found');
      if (!opens && known === undefined) return refuse(response, 400, 'Mcp-Session-Id header is required');
    }
    if (session === undefined) {
      const made: Session = {
        peer: new Peer(shape, (message) => made.stream?.write(event(JSON.stringify(message)))),
        stream: undefined,
      };
      if (site.sessions === false && !opens) {
        made.peer.phase = 'ready';
        made.peer.revision = typeof said === 'string' ? said : (shape.revisions[0] ?? '');
      }
      session = made;
    }
    const many: Loose[] = Array.isArray(value) ? value : [value];
    const asks = many.some((one) => typeof one?.method === 'string' && Object.hasOwn(one, 'id'));
    const streaming = site.answers === 'sse' && asks;
    const { peer } = session;
    const say = (message: Loose): void => {
      if (!streaming) return;
      prime(peer, response, headers);
      response.write(event(JSON.stringify(message)));
    };
    const answer = await peer.take(value, say);
    if (opens && peer.phase === 'open' && site.sessions !== false) {
      const fresh = randomUUID();
      sessions.set(fresh, session);
      headers['Mcp-Session-Id'] = fresh;
    }
    if (answer === undefined) return void (asks ? response.end() : response.writeHead(202).end());
    if (!streaming)
      return json(
        response,
        !asks || ((answer.id ?? undefined) === undefined && !Array.isArray(answer)) ? 400 : 200,
        answer,
        headers,
      );
    say(answer);
    response.end();
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (site.keepAlive === false) response.setHeader('Connection', 'close');
    const { pathname } = new URL(request.url ?? '/', origin);
    const host = request.headers.host ?? '';
    if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host)) return refuse(response, 403, 'Forbidden');
    const from = request.headers.origin;
    if (from !== undefined && !/^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(from))
      return refuse(response, 403, 'Forbidden');
    if (site.guard?.(request, response, origin) === true) return;
    if (pathname !== path) return void response.writeHead(404).end();
    const session = sessions.get(String(request.headers['mcp-session-id']));
    const said = request.headers['mcp-protocol-version'];
    if (site.modern !== true && said !== undefined && !shape.revisions.includes(String(said)))
      return refuse(response, 400, 'Unsupported MCP-Protocol-Version');
    if (request.method === 'GET' && site.get === true && site.modern !== true) {
      if (!String(request.headers.accept).includes('text/event-stream')) return refuse(response, 406, 'Not Acceptable');
      if (session === undefined)
        return refuse(response, request.headers['mcp-session-id'] === undefined ? 400 : 404, 'Session not found');
      if (session.stream !== undefined) return refuse(response, 409, 'Only one stream at a time');
      session.stream = response;
      response.on('close', () => (session.stream = undefined));
      prime(session.peer, response);
      return;
    }
    if (request.method === 'DELETE' && site.deletes === true && site.modern !== true) {
      if (session === undefined)
        return refuse(response, request.headers['mcp-session-id'] === undefined ? 400 : 404, 'Session not found');
      session.peer.close();
      session.stream?.end();
      sessions.delete(String(request.headers['mcp-session-id']));
      return void response.writeHead(204).end();
    }
    if (request.method !== 'POST') return void response.writeHead(405, { Allow: 'POST' }).end();
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
      return refuse(response, 415, 'Unsupported Media Type');
    const accept = String(request.headers.accept);
    if (site.strictAccept === true && !(accept.includes('application/json') && accept.includes('text/event-stream')))
      return refuse(response, 406, 'Accept must list application/json and text/event-stream');
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request) {
      size += (chunk as Buffer).length;
      if (size > 4_000_000) return void response.writeHead(413, { Connection: 'close' }).end();
      chunks.push(chunk as Buffer);
    }
    let value: Loose;
    try {
      value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    } catch {
      return refuse(response, 400, 'Parse error', -32700);
    }
    return site.modern === true ? modern(request, response, value) : legacy(request, response, value);
  };
  const listener = createServer((request, response) => {
    handle(request, response).catch(() => (response.headersSent ? response.destroy() : response.writeHead(500).end()));
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => {
    for (const { peer } of sessions.values()) peer.close();
    const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
    listener.closeAllConnections();
    await closed;
  };
  return { url: `${origin}${path}`, close };
}
