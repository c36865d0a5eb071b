// Between HTTP clients and a server: requests and answers go on as they are, streams event by event as they come.

import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { StringDecoder } from 'node:string_decoder';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { mask, showUrl } from '../engine/mask.ts';
import type { HttpTarget } from '../target.ts';
import type { OpenExchange } from '../wire/recorder.ts';
import { SseParser } from '../wire/sse-parser.ts';
import type { Tape } from './tape.ts';

/** Belong to one connection and never pass a proxy (RFC 9110, section 7.6.1). */
const HOP = /^(?:connection|keep-alive|proxy-connection|transfer-encoding|te|trailer|upgrade)$/i;
let requests = 0;
const LIMIT = 16 * 1024 * 1024;

type Pairs = readonly (readonly [string, string])[];

type Later = (work: () => void) => void;

/** What passed is looked at when it has gone on its way: in order, before anything more is read. */
function afterwards(): Later {
  let waiting: (() => void)[] = [];
  const work = (): void => {
    const now = waiting;
    waiting = [];
    for (const one of now) one();
  };
  return (one) => {
    if (waiting.push(one) === 1) setImmediate(work);
  };
}

/** A server that is not listening yet; whatever it is asked goes to the target, under the same path below its url. */
export function recordHttp(target: HttpTarget, tape: Tape): Server {
  const upstream = new URL(target.url);
  const later = afterwards();
  return createServer((request, response) => {
    const body: Buffer[] = [];
    request.on('data', (chunk: Buffer) => body.push(chunk));
    request.on('end', () => forward({ target, upstream, tape, request, response, later, body: Buffer.concat(body) }));
  });
}

interface Passing {
  readonly target: HttpTarget;
  readonly upstream: URL;
  readonly tape: Tape;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly later: Later;
  readonly body: Buffer;
}

const pairsOf = (raw: readonly string[]): Pairs =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));

function forward(passing: Passing): void {
  const { target, upstream, tape, request, response, later, body } = passing;
  const url = new URL(request.url ?? '/', upstream);
  const own = new Set(Object.keys(target.headers ?? {}).map((name) => name.toLowerCase()));
  const kept = pairsOf(request.rawHeaders).filter(
    ([name]) => !HOP.test(name) && !own.has(name.toLowerCase()) && !/^host$/i.test(name),
  );
  const headers: Pairs = [['Host', upstream.host], ...kept, ...Object.entries(target.headers ?? {})];
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const onward = send(url, {
    method: request.method,
    headers: headers.flatMap(([name, value]) => [name, value]),
    ...(target.ca === undefined ? {} : { ca: target.ca }),
    ...(target.clientCert === undefined ? {} : { cert: target.clientCert }),
    ...(target.clientKey === undefined ? {} : { key: target.clientKey }),
  });
  onward.on('response', (answer) => back(passing, asked, answer));
  onward.on('error', (error) => {
    later(() => {
      const exchange = asked();
      exchange.outcome = 'closed';
      tape.recorder.keep(exchange);
    });
    if (!response.headersSent)
      response
        .writeHead(502, { 'content-type': 'text/plain' })
        .end(`assay record: the target cannot be reached: ${error.message}\n`);
    else response.destroy();
  });
  response.on('close', () => onward.destroy());
  onward.end(body);
  let exchange: OpenExchange | undefined;
  const asked = (): OpenExchange => (exchange ??= sent(passing, url, headers));
  later(asked);
}

function sent({ tape, request, body }: Passing, url: URL, headers: Pairs): OpenExchange {
  const session = request.headers['mcp-session-id'];
  return tape.sent({
    // Several clients may come through one recorder: each session is a connection of its own.
    lane: typeof session === 'string' ? session : `request-${(requests += 1)}`,
    via: body.length > 0 ? 'post' : 'head',
    bytes: body,
    ...(body.length > 0 ? {} : { parse: false }),
    http: {
      url: showUrl(url.href),
      method: request.method ?? 'GET',
      headers: headers.map(([name, value]) => [name, hidden(name, value)] as const),
    },
  });
}

/** Credentials are for the target alone. */
const hidden = (name: string, value: string): string =>
  /^(?:authorization|cookie|proxy-authorization|x-api-key)$/i.test(name) ? '***' : mask(value);

function back({ tape, response, later }: Passing, asked: () => OpenExchange, answer: IncomingMessage): void {
  const headers = pairsOf(answer.rawHeaders);
  const status = answer.statusCode ?? 502;
  const streams = /^\s*text\/event-stream\b/i.test(answer.headers['content-type'] ?? '');
  const kept = headers.filter(([name]) => !HOP.test(name)).flatMap(([name, value]) => [name, value]);
  response.writeHead(status, answer.statusMessage, kept);
  // A stream may stay silent for long; any other answer takes its head along with its body.
  if (streams) response.flushHeaders();
  let look: Looking | undefined;
  const looking = (): Looking => {
    if (look !== undefined) return look;
    const exchange = asked();
    const stream = `s${exchange.id.slice(1)}`;
    headOf(tape, exchange, answer, headers, stream);
    look = streams ? events(tape, exchange, stream) : whole(tape, exchange, stream, answer);
    return look;
  };
  later(looking);
  answer.on('data', (chunk: Buffer) => {
    if (!response.write(chunk)) {
      answer.pause();
      response.once('drain', () => answer.resume());
    }
    later(() => looking().chunk(chunk));
  });
  answer.on('end', () => {
    response.end();
    later(() => {
      looking().end();
      tape.ended(asked(), status);
    });
  });
  answer.on('error', () => {
    response.destroy();
    later(() => tape.ended(asked(), status));
  });
}

function headOf(tape: Tape, exchange: OpenExchange, answer: IncomingMessage, headers: Pairs, stream: string): void {
  const status = answer.statusCode ?? 502;
  const statusText = answer.statusMessage ?? '';
  const shown = headers.map(([name, value]) => [name, /^set-cookie$/i.test(name) ? '***' : mask(value)] as const);
  const head = [`HTTP ${status} ${statusText}`, ...shown.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  const facts = { status, statusText, headers: shown };
  exchange.status = status;
  // An answer to initialize names the session that it opens: what follows is one connection with it.
  const minted = answer.headers['mcp-session-id'];
  if (typeof minted === 'string') exchange.lane = minted;
  tape.received({ lane: exchange.lane, via: 'head', bytes: head, parse: false, http: facts, stream }, exchange);
}

interface Looking {
  chunk(bytes: Buffer): void;
  end(): void;
}

function events(tape: Tape, exchange: OpenExchange, stream: string): Looking {
  const parser = new SseParser(LIMIT);
  const text = new StringDecoder('utf8');
  return {
    chunk: (bytes) => {
      for (const { raw, data, ...sse } of parser.push(text.write(bytes)))
        tape.received(
          {
            lane: exchange.lane,
            via: 'stream',
            bytes: raw,
            stream,
            sse,
            ...(data === undefined ? { parse: false } : { message: data }),
          },
          exchange,
        );
    },
    end: () =>
      tape.received(
        { lane: exchange.lane, via: 'exit', bytes: 'the event stream ended', parse: false, stream },
        exchange,
      ),
  };
}

function whole(tape: Tape, exchange: OpenExchange, stream: string, answer: IncomingMessage): Looking {
  const parts: Buffer[] = [];
  let size = 0;
  return {
    chunk: (bytes) => {
      size += bytes.length;
      if (size <= LIMIT) parts.push(bytes);
    },
    end: () => {
      if (size === 0) return;
      const bytes = decoded(Buffer.concat(parts), answer.headers['content-encoding'] ?? '');
      tape.received(
        { lane: exchange.lane, via: 'post', bytes, stream, ...(size > LIMIT ? { parse: false } : {}) },
        exchange,
      );
    },
  };
}

/** The client asked for an encoding and gets it; the evidence is for reading. */
function decoded(bytes: Buffer, encoding: string): Buffer {
  try {
    if (/gzip/i.test(encoding)) return gunzipSync(bytes, { maxOutputLength: LIMIT });
    if (/br/i.test(encoding)) return brotliDecompressSync(bytes, { maxOutputLength: LIMIT });
    if (/deflate/i.test(encoding)) return inflateSync(bytes, { maxOutputLength: LIMIT });
  } catch {
    // Kept as it came.
  }
  return bytes;
}
