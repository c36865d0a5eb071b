// One HTTP request as it is told, through node:http(s): no redirect, no decompression, no header of its own making.

import type { ClientRequest, IncomingMessage } from 'node:http';
import type { HttpTarget } from '../target.ts';

// Asked for when a target is dialled: a stdio target is started before anything is loaded that it does not need.
const http = () => process.getBuiltinModule('node:http');
const https = () => process.getBuiltinModule('node:https');

export interface Wanted {
  readonly url: URL;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string | Uint8Array;
}

export interface Heard {
  head(response: IncomingMessage): void;
  chunk(bytes: Buffer): void;
  end(): void;
  failed(reason: string): void;
}

/**
 * Idle connections are closed by us first: a server that closes one after five seconds (as node does) would do so just as the
 * next request is on its way, and that looks as if it had hung up on us (RFC 9112, section 9.5).
 */
const IDLE_MS = 2_500;

/** Connections of one target: keep-alive pools with its private authorities and client certificate. */
export class Dialer {
  readonly #http = new (http().Agent)({ keepAlive: true, maxSockets: 256, timeout: IDLE_MS });
  readonly #https: InstanceType<ReturnType<typeof https>['Agent']>;

  constructor(target: HttpTarget) {
    this.#https = new (https().Agent)({
      keepAlive: true,
      maxSockets: 256,
      timeout: IDLE_MS,
      ...(target.ca === undefined ? {} : { ca: target.ca }),
      ...(target.clientCert === undefined ? {} : { cert: target.clientCert }),
      ...(target.clientKey === undefined ? {} : { key: target.clientKey }),
    });
  }

  send(wanted: Wanted, heard: Heard): ClientRequest | undefined {
    const secure = wanted.url.protocol === 'https:';
    const body = wanted.body === undefined ? undefined : Buffer.from(wanted.body as string);
    let over = false;
    const once = (act: () => void): void => {
      if (over) return;
      over = true;
      act();
    };
    try {
      const request = (secure ? https() : http()).request(wanted.url, {
        method: wanted.method,
        agent: secure ? this.#https : this.#http,
        // A flat list goes out as it is: node adds nothing to it, so Host is ours to give.
        headers: wanted.headers.flatMap(([name, value]) => [name, value]),
        maxHeaderSize: 128 * 1024,
      });
      request.on('response', (response) => {
        heard.head(response);
        response.on('data', (chunk: Buffer) => heard.chunk(chunk));
        response.on('end', () => once(() => heard.end()));
        response.on('error', (error) => once(() => heard.failed(error.message)));
        response.on('close', () => once(() => heard.failed('the connection was closed in the middle of the answer')));
      });
      request.on('error', (error) => once(() => heard.failed(describe(error))));
      request.on('close', () => once(() => heard.failed('the connection was closed without an answer')));
      request.end(body);
      return request;
    } catch (error) {
      queueMicrotask(() => once(() => heard.failed(describe(error))));
      return undefined;
    }
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}

function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join('; ');
  if (!(error instanceof Error)) return 'unknown error';
  const { code } = error as NodeJS.ErrnoException;
  return error.message === '' ? (code ?? error.name) : error.message;
}
