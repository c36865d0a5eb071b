// The Streamable HTTP transport: each message a POST of its own, answers as JSON or as an event stream, GET to listen.

import type { ClientRequest } from 'node:http';
import { whenAborted } from '../aborts.ts';
import type { Frame } from '../../suites/kernel/recording.ts';
import { maskGiven, showUrl } from '../engine/mask.ts';
import type { HttpTarget } from '../target.ts';
import type { Carrier, CarrierHost, HeaderChanges, Outgoing } from './carrier.ts';
import { HttpAnswer, type AnswerEvents } from './http-answer.ts';
import type { Dialer } from './http-request.ts';
import type { OpenExchange } from './recorder.ts';

export interface HttpOutgoing extends Omit<Outgoing, 'bytes'> {
  readonly bytes?: string | Uint8Array;
  readonly method: string;
  readonly url?: URL;
  /** There is no address for it: it fails without being sent. */
  readonly nowhere?: true;
  /** Headers before changes: usual ones of the lane, or none for a stranger. */
  readonly base: HeaderChanges;
  readonly head?: AnswerEvents['head'];
}

export class HttpCarrier implements Carrier {
  readonly transport = 'streamable-http';
  readonly endpoint: URL;
  readonly #host: CarrierHost;
  readonly #dialer: Dialer;
  readonly #usual: () => HeaderChanges;
  readonly #onHead: AnswerEvents['head'];
  readonly #open = new Map<OpenExchange, ClientRequest>();
  #alive = true;

  /** `usual` gives the headers of the moment (credentials, session id, protocol version); `onHead` sees the head of each answer to a message. */
  constructor(
    target: HttpTarget,
    host: CarrierHost,
    dialer: Dialer,
    usual: () => HeaderChanges,
    onHead: AnswerEvents['head'],
  ) {
    this.endpoint = new URL(target.url);
    this.#host = host;
    this.#dialer = dialer;
    this.#usual = usual;
    this.#onHead = onHead;
  }

  get alive(): boolean {
    return this.#alive;
  }

  send(out: Outgoing): OpenExchange {
    const base = {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      ...this.#usual(),
    };
    return this.http({ ...out, method: 'POST', base, ...(this.#onHead === undefined ? {} : { head: this.#onHead }) });
  }

  /** Any HTTP request on the origin of the endpoint. */
  http(out: HttpOutgoing): OpenExchange {
    const url = out.url ?? this.endpoint;
    const headers = mergeHeaders({ Host: url.host, ...out.base }, out.headers);
    const body = out.bytes;
    if (body !== undefined && !headers.some(([name]) => /^(?:content-length|transfer-encoding)$/i.test(name)))
      headers.push(['Content-Length', String(Buffer.byteLength(body as string))]);
    if (body === undefined && out.method !== 'GET' && out.method !== 'HEAD') headers.push(['Content-Length', '0']);
    const sent = this.#sentFrame(out, url, headers);
    const exchange = out.opened(sent);
    if (!this.#alive || out.nowhere === true) {
      this.#host.failed(exchange, out.nowhere === true ? 'no address was named' : 'the session is closed');
      return exchange;
    }
    const answer = new HttpAnswer(this.#host, exchange, {
      ...(out.head === undefined ? {} : { head: out.head }),
      tooMuch: () => this.drop(exchange),
      over: (reason) => {
        this.#open.delete(exchange);
        if (reason === undefined) this.#host.finished(exchange);
        else this.#host.failed(exchange, reason);
      },
    });
    const wanted = { url, method: out.method, headers, ...(body === undefined ? {} : { body }) };
    const request = this.#dialer.send(wanted, answer);
    if (request === undefined) return exchange;
    this.#open.set(exchange, request);
    request.once(
      'close',
      whenAborted(out.signal, () => this.drop(exchange)),
    );
    return exchange;
  }

  /** Breaks off one exchange. */
  drop(exchange: OpenExchange): void {
    this.#open.get(exchange)?.destroy();
    this.#open.delete(exchange);
  }

  async end(how: 'eof' | 'sigterm' | 'drop'): Promise<void> {
    if (how !== 'drop') return;
    this.#alive = false;
    for (const request of this.#open.values()) request.destroy();
    this.#open.clear();
  }

  #sentFrame(out: HttpOutgoing, url: URL, headers: readonly (readonly [string, string])[]): Frame {
    return this.#host.recorder.frame({
      lane: this.#host.id,
      origin: 'harness',
      via: out.bytes === undefined ? 'head' : 'post',
      bytes: out.bytes ?? '',
      ...(out.bytes === undefined ? { parse: false } : {}),
      http: {
        url: showUrl(url.href),
        method: out.method,
        headers: headers.map(([name, value]) => [name, showHeader(name, value)] as const),
      },
      ...(out.deliberate === undefined ? {} : { deliberate: out.deliberate }),
    });
  }
}

const showHeader = (name: string, value: string): string =>
  /^(?:authorization|proxy-authorization|cookie|x-api-key)$/i.test(name) ? '***' : maskGiven(value);

/** Later changes win, by name in any case; `null` removes. */
export function mergeHeaders(...changes: readonly (HeaderChanges | undefined)[]): [string, string][] {
  const merged = new Map<string, [string, string]>();
  for (const change of changes)
    for (const [name, value] of Object.entries(change ?? {}))
      if (value === null) merged.delete(name.toLowerCase());
      else merged.set(name.toLowerCase(), [name, value]);
  return [...merged.values()];
}
