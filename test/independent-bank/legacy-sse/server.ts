// The HTTP+SSE transport of 2024-11-05, written from its page alone: a stream to listen on, and the address it names to post to.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, type Connection, type Dict, type Loose, type Server, take } from '../initialize/server.ts';
import { makeServer } from '../initialize/shape.ts';
import { enter, type Door, type Visit } from '../authorization/door.ts';
import type { Handler } from '../authorization/site.ts';

export interface Stream {
  readonly id: string;
  readonly response: ServerResponse;
  readonly connection: Connection;
  /** Who opened it, where there is a door. */
  readonly subject: string;
}

/** Each decision is a member that a mutant may replace. */
export interface Legacy {
  readonly server: Server;
  readonly streams: Map<string, Stream>;
  newId(): string;
  /** What the first event holds. */
  address(stream: Stream, request: IncomingMessage): string;
  greet(stream: Stream, request: IncomingMessage): void;
  streamType: string;
  streamStatus: number;
  event(message: Dict, stream: Stream): string;
  /** Which streams a message for this one goes to. */
  targets(stream: Stream, message: Dict): readonly Stream[];
  /** What the POST is answered, once its message is taken; the answers to it, if it must wait for them. */
  taken(response: ServerResponse, message: Loose): void;
  /** Answers to the POST are sent in it instead of on the stream. */
  answersInPost: 'never' | 'instead' | 'too';
  originFits(request: IncomingMessage): boolean;
  hostFits(request: IncomingMessage): boolean;
  find(id: string | null, subject: string): Stream | undefined;
  /** Closes the stream when something was sent. */
  afterSent(stream: Stream, message: Dict): void;
  failedPost(request: IncomingMessage): number | undefined;
  closed(stream: Stream): void;
  door: Door | undefined;
  /** Where the stream is, and where messages go. */
  paths: { stream: string; post: string };
}

const LOCAL = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/iu;

export function legacy(): Legacy {
  const server = makeServer('tools');
  server.versions = ['2024-11-05'];
  const streams = new Map<string, Stream>();
  const own: Legacy = {
    server,
    streams,
    newId: () => randomUUID(),
    address: ({ id }) => `${own.paths.post}?sessionId=${id}`,
    greet: (stream, request) =>
      void stream.response.write(`event: endpoint\ndata: ${own.address(stream, request)}\n\n`),
    streamType: 'text/event-stream',
    streamStatus: 200,
    event: (message) => `event: message\ndata: ${JSON.stringify(message)}\n\n`,
    targets: (stream) => [stream],
    taken: (response) => void response.writeHead(202).end('Accepted'),
    answersInPost: 'never',
    originFits: ({ headers }) =>
      headers.origin === undefined || (URL.canParse(headers.origin) && LOCAL.test(new URL(headers.origin).host)),
    hostFits: ({ headers }) => LOCAL.test(headers.host ?? ''),
    find: (id, subject) => {
      const found = streams.get(id ?? '');
      return found?.subject === subject ? found : undefined;
    },
    afterSent: () => undefined,
    failedPost: () => undefined,
    closed: (stream) => void streams.delete(stream.id),
    door: undefined,
    paths: { stream: '/sse', post: '/message' },
  };
  return own;
}

export function handlerOf(own: Legacy): Handler {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      visited(own, request, response, body).catch(() => response.destroy());
    });
  };
}

async function visited(own: Legacy, request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (!own.originFits(request) || !own.hostFits(request)) return void response.writeHead(403).end();
  let subject = '';
  if (own.door !== undefined) {
    const visit: Visit = {
      request,
      url,
      message: parsed(body),
      answer: (status, headers, text) => void response.writeHead(status, headers).end(text),
    };
    const who = await enter(own.door, visit);
    if (who === undefined) return;
    subject = who?.subject ?? '';
  }
  if (request.method === 'GET' && url.pathname === own.paths.stream) return listen(own, request, response, subject);
  if (request.method === 'POST' && url.pathname === own.paths.post)
    return post(own, request, response, url.searchParams.get('sessionId'), body, subject);
  const known = url.pathname === own.paths.stream || url.pathname === own.paths.post;
  response.writeHead(known ? 405 : 404).end();
}

function listen(own: Legacy, request: IncomingMessage, response: ServerResponse, subject: string): void {
  const say = (message: Dict): void => send(own, stream, message);
  const stream: Stream = {
    id: own.newId(),
    response,
    subject,
    connection: connect(say, () => response.destroy()),
  };
  own.streams.set(stream.id, stream);
  own.server.connections.add(stream.connection);
  response.writeHead(own.streamStatus, { 'Content-Type': own.streamType, 'Cache-Control': 'no-cache' });
  response.flushHeaders();
  own.greet(stream, request);
  response.on('close', () => {
    own.closed(stream);
    own.server.connections.delete(stream.connection);
  });
}

function send(own: Legacy, stream: Stream, message: Dict): void {
  for (const one of own.targets(stream, message)) one.response.write(own.event(message, one));
  own.afterSent(stream, message);
}

async function post(
  own: Legacy,
  request: IncomingMessage,
  response: ServerResponse,
  id: string | null,
  body: string,
  subject: string,
): Promise<void> {
  const stream = own.find(id, subject);
  if (stream === undefined) return void response.writeHead(404).end('No such session');
  const failed = own.failedPost(request);
  if (failed !== undefined) return void response.writeHead(failed).end();
  const message = parsed(body);
  if (message === undefined) return void response.writeHead(400).end('Not JSON');
  const { server } = own;
  if (own.answersInPost === 'never') {
    own.taken(response, message);
    return take(server, stream.connection, message, (reply) => send(own, stream, reply));
  }
  const replies: Dict[] = [];
  await take(server, stream.connection, message, (reply) => {
    replies.push(reply);
    if (own.answersInPost === 'too') send(own, stream, reply);
  });
  if (replies.length === 0) return own.taken(response, message);
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(replies.at(-1)));
}

function parsed(body: string): Loose {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
