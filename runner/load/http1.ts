// One HTTP/1.1 connection that the load and affinity engines own: they decide what shares it and see when it breaks.

import net from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import tls from 'node:tls';
import { headerIn, ResponseParser } from './http1-parse.ts';
import { SseSplitter, type SseEvent } from './sse.ts';

export interface Endpoint {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  /** Path and query of the MCP endpoint. */
  readonly path: string;
  /** The Host header. */
  readonly authority: string;
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

export type FailKind = 'connect' | 'closed' | 'malformed' | 'timeout' | 'too-large';

/** Who waits for a response. Events are reported as they come; `end` closes every response that did not fail. */
export interface Waiter {
  head?(status: number, head: string, lower: string): void;
  event?(event: SseEvent): void;
  /** The whole body, except of event streams, whose events were reported. */
  end(body: string): void;
  fail(kind: FailKind, message: string): void;
}

/** Larger answers are refused: a target must not be able to fill our memory. */
const BODY_LIMIT = 64 * 1024 * 1024;
const READ_BUFFER = 16_384;

export class Connection {
  private readonly socket: net.Socket;
  private readonly parser: ResponseParser;
  private readonly waiters: Waiter[] = [];
  private body: Buffer | undefined;
  private more: Buffer[] | undefined;
  private size = 0;
  private streaming: { splitter: SseSplitter; decoder: StringDecoder } | undefined;
  private lastly = false;
  /** Requests written so far; the first one on a connection is never a reused one. */
  sent = 0;
  /** performance.now() at the end of the last response. */
  private restingSince = 0;
  /** How long the connection had been idle when the last request was written. */
  idleMs = 0;
  open = true;
  connected = false;
  /** Called once, when the connection is gone for whatever reason. */
  onClose: (() => void) | undefined;

  constructor(endpoint: Endpoint) {
    this.parser = new ResponseParser({
      head: (status, head, lower) => this.onHead(status, head, lower),
      data: (chunk) => this.onData(chunk),
      end: () => this.onEnd(),
      fail: (message) => this.breakOff('malformed', message),
    });
    this.socket = dial(endpoint, (chunk) => this.parser.push(chunk));
    this.socket.setNoDelay(true);
    this.socket.on(endpoint.secure ? 'secureConnect' : 'connect', () => (this.connected = true));
    this.socket.on('error', (error) => this.breakOff(this.connected ? 'closed' : 'connect', error.message));
    this.socket.on('end', () => {
      this.parser.close();
      this.breakOff('closed', 'the target closed the connection');
    });
    this.socket.on('close', () => this.breakOff(this.connected ? 'closed' : 'connect', 'the connection was closed'));
  }

  /** No response is outstanding. */
  get idle(): boolean {
    return this.waiters.length === 0;
  }

  /** Writes a whole request (ASCII) and queues who waits for its response; several at once are a pipeline. */
  send(request: string, waiter: Waiter, encoding: 'latin1' | 'utf8' = 'latin1'): void {
    if (!this.open) {
      waiter.fail('closed', 'the connection was closed');
      return;
    }
    this.idleMs = this.sent === 0 || this.waiters.length > 0 ? 0 : performance.now() - this.restingSince;
    this.sent += 1;
    this.waiters.push(waiter);
    this.socket.write(request, encoding);
  }

  /** Gives the connection up; whoever waits is told `kind`. */
  destroy(kind: FailKind = 'closed', message = 'the connection was given up'): void {
    this.breakOff(kind, message);
  }

  private onHead(status: number, head: string, lower: string): void {
    this.lastly = headerIn(head, lower, 'connection')?.toLowerCase() === 'close';
    if (headerIn(head, lower, 'content-type')?.toLowerCase().startsWith('text/event-stream') === true)
      this.streaming = { splitter: new SseSplitter(), decoder: new StringDecoder('utf8') };
    this.waiters[0]?.head?.(status, head, lower);
  }

  private onData(chunk: Buffer): void {
    if (this.streaming !== undefined) {
      for (const event of this.streaming.splitter.push(this.streaming.decoder.write(chunk)))
        this.waiters[0]?.event?.(event);
      return;
    }
    this.size += chunk.length;
    if (this.size > BODY_LIMIT) {
      this.breakOff('too-large', `the answer is larger than ${BODY_LIMIT} bytes`);
      return;
    }
    // The read buffer is used again for the next read, so anything kept is copied.
    const kept = Buffer.from(chunk);
    if (this.body === undefined) this.body = kept;
    else (this.more ??= []).push(kept);
  }

  private onEnd(): void {
    const body =
      this.body === undefined
        ? ''
        : this.more === undefined
          ? this.body.toString('utf8')
          : Buffer.concat([this.body, ...this.more]).toString('utf8');
    this.body = this.more = this.streaming = undefined;
    this.size = 0;
    const waiter = this.waiters.shift();
    this.restingSince = performance.now();
    if (waiter === undefined) {
      this.breakOff('malformed', 'a response that nobody asked for');
      return;
    }
    if (this.lastly) this.breakOff('closed', 'the target closed the connection');
    waiter.end(body);
  }

  private breakOff(kind: FailKind, message: string): void {
    if (!this.open) return;
    this.open = false;
    this.parser.stop();
    this.socket.destroy();
    const waiting = this.waiters.splice(0);
    for (const waiter of waiting) waiter.fail(kind, message);
    this.onClose?.();
  }
}

function dial(endpoint: Endpoint, read: (chunk: Buffer) => void): net.Socket {
  if (endpoint.secure) {
    const socket = tls.connect({
      host: endpoint.host,
      port: endpoint.port,
      ALPNProtocols: ['http/1.1'],
      ...(net.isIP(endpoint.host) === 0 ? { servername: endpoint.host } : {}),
      ...endpoint.tls,
    });
    socket.on('data', read);
    return socket;
  }
  return net.connect({
    host: endpoint.host,
    port: endpoint.port,
    onread: {
      buffer: Buffer.allocUnsafeSlow(READ_BUFFER),
      callback: (length: number, buffer: Uint8Array) => {
        read((buffer as Buffer).subarray(0, length));
        return true;
      },
    },
  });
}

/** Reads an endpoint out of a url. */
export function endpointOf(url: string, options: { readonly tls?: Endpoint['tls'] } = {}): Endpoint {
  const parsed = new URL(url);
  const secure = parsed.protocol === 'https:';
  if (!secure && parsed.protocol !== 'http:') throw new TypeError(`${parsed.protocol} is no protocol that MCP uses`);
  return {
    secure,
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port === '' ? (secure ? 443 : 80) : Number(parsed.port),
    path: `${parsed.pathname}${parsed.search}`,
    authority: parsed.host,
    ...(options.tls === undefined ? {} : { tls: options.tls }),
  };
}
