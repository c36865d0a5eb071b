// Turns an HTTP answer into frames: the head, then each server-sent event or the whole body.

import type { IncomingMessage } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import type { Extract, HttpFacts } from '../../suites/kernel/recording.ts';
import { maskGiven } from '../engine/mask.ts';
import type { CarrierHost } from './carrier.ts';
import type { Heard } from './http-request.ts';
import { frameLimit, Pile, Share } from './pile.ts';
import type { OpenExchange, Sift } from './recorder.ts';
import { SseParser } from './sse-parser.ts';

export interface AnswerEvents {
  /** The head is there; called before any other frame of the answer. */
  readonly head?: (status: number, header: (name: string) => string | undefined) => void;
  /** After the last byte, or when the connection broke (`reason`). */
  readonly over: (reason?: string) => void;
  /** The answer is larger than anything we keep: read no more of it. */
  readonly tooMuch?: () => void;
}

/** Bytes of one answer beyond which not even what looks through it reads on. */
const SIFT_LIMIT = 64 * 1024 * 1024;

/** Frames of one answer beyond which its stream is taken for an endless one. */
const ENDLESS = 20_000;

export class HttpAnswer implements Heard {
  readonly #host: CarrierHost;
  readonly #owner: OpenExchange;
  readonly #stream: string;
  readonly #events: AnswerEvents;
  #facts: HttpFacts = { headers: [] };
  #sse: SseParser | undefined;
  #text = new StringDecoder('utf8');
  readonly #pile = new Pile((bytes) => this.#look(bytes));
  readonly #share = new Share();
  #dropped = 0;
  #sift: Sift | undefined;
  #looking = false;

  constructor(host: CarrierHost, owner: OpenExchange, events: AnswerEvents) {
    this.#host = host;
    this.#owner = owner;
    this.#stream = `s${owner.id.slice(1)}`;
    this.#events = events;
  }

  head(response: IncomingMessage): void {
    const headers: [string, string][] = [];
    for (let index = 0; index + 1 < response.rawHeaders.length; index += 2)
      headers.push([response.rawHeaders[index] ?? '', maskGiven(response.rawHeaders[index + 1] ?? '')]);
    const status = response.statusCode ?? 0;
    this.#facts = { status, statusText: response.statusMessage ?? '', headers };
    this.#owner.status = status;
    const type = response.headers['content-type'] ?? '';
    if (/^\s*text\/event-stream\b/i.test(type))
      this.#sse = new SseParser(frameLimit, (text) => this.#look(Buffer.from(text)));
    this.#events.head?.(status, (name) => {
      const value = response.headers[name.toLowerCase()];
      return Array.isArray(value) ? value[0] : value;
    });
    const text = [`HTTP ${status} ${this.#facts.statusText}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
    const frame = this.#host.recorder.frame({
      lane: this.#host.id,
      origin: 'target',
      via: 'head',
      bytes: text.join('\r\n'),
      parse: false,
      http: this.#facts,
      stream: this.#stream,
    });
    this.#host.arrived(frame, this.#owner);
  }

  chunk(bytes: Buffer): void {
    if (this.#sse !== undefined) {
      for (const event of this.#sse.push(this.#text.write(bytes))) {
        const { raw, data, ...sse } = event;
        this.#frame('stream', raw, { sse, ...(data === undefined ? { parse: false } : { message: data }) });
      }
      this.#share.set(this.#sse.waiting);
      this.#noteDropped();
      const tooMuch = this.#dropped > 0 && (!this.#looking || this.#dropped > SIFT_LIMIT);
      if (tooMuch || this.#owner.received.length > ENDLESS) this.#events.tooMuch?.();
      return;
    }
    this.#pile.add(bytes);
    const { cut, size } = this.#pile;
    if (cut > 0 && (!this.#looking || size > SIFT_LIMIT)) this.#events.tooMuch?.();
  }

  /** What is too large to keep is looked through while it comes. */
  #look(bytes: Uint8Array): void {
    this.#sift ??= this.#host.recorder.sift();
    this.#looking = this.#sift?.push(bytes) ?? false;
  }

  #found(): { extracts?: readonly Extract[] } {
    const extracts = this.#sift?.end();
    this.#sift = undefined;
    return extracts === undefined ? {} : { extracts };
  }

  end(): void {
    this.#flush();
    this.#streamEnded('the event stream ended');
    this.#events.over();
  }

  failed(reason: string): void {
    this.#flush();
    this.#streamEnded(reason);
    this.#events.over(reason);
  }

  /** When a stream ended is evidence: rules judge whether it ended too early, or never. */
  #streamEnded(how: string): void {
    if (this.#sse === undefined) return;
    const { recorder, id } = this.#host;
    const draft = { lane: id, origin: 'target', via: 'exit', bytes: how, parse: false, stream: this.#stream } as const;
    this.#host.arrived(recorder.frame(draft), this.#owner);
  }

  #flush(): void {
    const rest = this.#sse === undefined ? '' : this.#sse.rest.trim();
    if (rest !== '') this.#frame('stream', rest, { parse: false, sse: {} });
    this.#share.set(0);
    if (this.#pile.size === 0) return;
    const { bytes, cut } = this.#pile.take();
    this.#frame('post', bytes, cut > 0 ? { cut, ...this.#found() } : {});
  }

  #noteDropped(): void {
    const dropped = this.#sse?.dropped ?? 0;
    if (dropped === this.#dropped) return;
    this.#dropped = dropped;
    this.#frame('stream', '', { cut: dropped, parse: false, sse: {}, ...this.#found() });
  }

  #frame(
    via: 'post' | 'stream',
    bytes: Uint8Array | string,
    more: { parse?: boolean; message?: string; cut?: number; extracts?: readonly Extract[]; sse?: object },
  ): void {
    const frame = this.#host.recorder.frame({
      lane: this.#host.id,
      origin: 'target',
      via,
      bytes,
      stream: this.#stream,
      ...more,
    });
    this.#host.arrived(frame, this.#owner);
  }
}
