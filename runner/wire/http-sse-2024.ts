// The HTTP+SSE transport of 2024-11-05: a GET stream names the address to POST to and carries every answer.

import type { Frame } from '../../suites/kernel/recording.ts';
import { afterWaking } from '../waking.ts';
import type { Carrier, CarrierHost, Outgoing } from './carrier.ts';
import type { HttpCarrier } from './streamable-http.ts';
import type { OpenExchange } from './recorder.ts';

export class SseCarrier implements Carrier {
  readonly transport = 'http-sse';
  readonly #http: HttpCarrier;
  readonly #host: CarrierHost;
  #messages: URL | undefined;
  #named: (url: URL | undefined) => void = () => undefined;

  /** `http` does the requests; its host must be this carrier's own `hostFor`. */
  constructor(http: (host: CarrierHost) => HttpCarrier, host: CarrierHost) {
    this.#host = host;
    this.#http = http({
      id: host.id,
      recorder: host.recorder,
      arrived: (frame, owner) => this.#arrived(frame, owner),
      said: (frame) => host.said(frame),
      finished: (owner) => this.#over(owner),
      failed: (owner, reason) => this.#over(owner, reason),
      gone: (exit) => host.gone(exit),
    });
  }

  get alive(): boolean {
    return this.#http.alive && this.#messages !== undefined;
  }

  get http(): HttpCarrier {
    return this.#http;
  }

  /** Opens the stream; resolves with the address for messages, or `undefined` where none came in time. */
  async connect(
    open: (sent: Frame) => OpenExchange,
    base: Readonly<Record<string, string | null>>,
    timeout: number,
  ): Promise<URL | undefined> {
    const named = new Promise<URL | undefined>((resolve) => {
      this.#named = resolve;
    });
    this.#http.http({ method: 'GET', base: { Accept: 'text/event-stream', ...base }, opened: open });
    const stopWaiting = afterWaking(timeout, () => this.#named(undefined));
    this.#messages = await named;
    stopWaiting();
    return this.#messages;
  }

  send(out: Outgoing): OpenExchange {
    return this.#http.http({
      ...out,
      method: 'POST',
      base: { 'Content-Type': 'application/json', ...this.#usualHeaders },
      ...(this.#messages === undefined ? { nowhere: true } : { url: this.#messages }),
    });
  }

  #usualHeaders: Readonly<Record<string, string | null>> = {};

  /** Headers for every POST (credentials). */
  use(headers: Readonly<Record<string, string | null>>): void {
    this.#usualHeaders = headers;
  }

  end(how: 'eof' | 'sigterm' | 'drop'): Promise<void> {
    return this.#http.end(how);
  }

  #arrived(frame: Frame, owner: OpenExchange | undefined): void {
    if (owner?.method === 'GET' && frame.sse?.event === 'endpoint') this.#name(frame);
    if (
      owner?.method === 'GET' &&
      frame.via === 'stream' &&
      frame.json !== undefined &&
      frame.sse?.event !== 'endpoint'
    )
      this.#host.arrived(frame); // by id, as on stdio
    else this.#host.arrived(frame, owner);
  }

  /** Only an address on the same origin is followed: anything else would send messages where nobody asked us to. */
  #name(frame: Frame): void {
    const data = /^data: ?(.*)$/m.exec(frame.raw)?.[1] ?? '';
    try {
      const url = new URL(data, this.#http.endpoint);
      this.#named(url.origin === this.#http.endpoint.origin ? url : undefined);
    } catch {
      this.#named(undefined);
    }
  }

  #over(owner: OpenExchange, reason?: string): void {
    if (owner.method === 'GET') {
      this.#named(undefined);
      if (this.#messages !== undefined)
        this.#host.gone(
          this.#host.recorder.frame({
            lane: this.#host.id,
            origin: 'target',
            via: 'exit',
            bytes: reason ?? 'the event stream ended',
            parse: false,
            exit: { code: null, signal: null },
          }),
        );
      this.#host.finished(owner);
    } else if (reason === undefined) this.#host.finished(owner);
    else this.#host.failed(owner, reason);
  }
}
