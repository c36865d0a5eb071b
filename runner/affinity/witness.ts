// Sends single requests over connections of the caller's choice and keeps each as an exchange that rules can judge.

import type { Exchange, Frame, HttpFacts, JsonObject, LaneFacts, Outcome } from '../../suites/kernel/recording.ts';
import { mask, maskDeep } from '../engine/mask.ts';
import { ask, parsed, type Asked, type AskOptions } from '../load/ask.ts';
import type { Connection, Endpoint } from '../load/http1.ts';
import { headerPairs } from '../load/http1-parse.ts';
import type { SseEvent } from '../load/sse.ts';

/** An address that requests can go to: the target, or one replica behind it. */
export interface Way {
  /** `target`, `replica-1`, … */
  readonly name: string;
  readonly url: string;
  readonly endpoint: Endpoint;
}

export interface Visit {
  readonly lane: string;
  readonly way: Way;
  /** Everything of the head before Content-Length. */
  readonly head: string;
  readonly body?: string;
  /** JSON-RPC method, or GET, DELETE. */
  readonly method: string;
  readonly tag: string;
  readonly connection?: Connection;
  readonly timeoutMs: number;
  readonly until?: (event: SseEvent) => boolean;
  readonly onEvent?: AskOptions['onEvent'];
  readonly onHead?: AskOptions['onHead'];
}

export interface Seen {
  readonly exchange: Exchange;
  readonly asked: Asked;
}

/** Numbers go on from one recording of a report to the next: the ids of exchanges are unique in it. */
export interface Numbering {
  frame: number;
  exchange: number;
}

export class Witness {
  readonly frames: Frame[] = [];
  readonly exchanges: Exchange[] = [];
  private readonly numbering: Numbering;
  private readonly lanes = new Map<string, LaneFacts>();
  private readonly began = performance.now();

  constructor(numbering: Numbering = { frame: 0, exchange: 0 }) {
    this.numbering = numbering;
  }

  /** Milliseconds since the recording began. */
  now(): number {
    return performance.now() - this.began;
  }

  lane(facts: LaneFacts): void {
    this.lanes.set(facts.id, facts);
  }

  laneFacts(): readonly LaneFacts[] {
    return [...this.lanes.values()];
  }

  async send(visit: Visit): Promise<Seen> {
    const { body, head, way, timeoutMs } = visit;
    const text =
      body === undefined ? `${head}\r\n` : `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    const sentAt = this.now();
    const sent = this.frame(this.sentFrame(visit, sentAt));
    const asked = await ask(way.endpoint, text, {
      timeoutMs,
      ...(visit.connection === undefined ? {} : { connection: visit.connection }),
      ...(visit.until === undefined ? {} : { until: visit.until }),
      ...(visit.onEvent === undefined ? {} : { onEvent: visit.onEvent }),
      ...(visit.onHead === undefined ? {} : { onHead: visit.onHead }),
    });
    const received = this.receivedFrames(visit, asked, sentAt);
    const response = received.find(({ json }) => isResponse(json));
    const exchange: Exchange = {
      id: `e${(this.numbering.exchange += 1)}`,
      lane: visit.lane,
      method: visit.method,
      by: 'affinity',
      tag: visit.tag,
      sent,
      received,
      outcome: outcomeOf(visit, asked, response),
      ...(response === undefined ? {} : { response }),
      ...(asked.status === 0 ? {} : { status: asked.status }),
      ms: Math.round(asked.ms * 1000) / 1000,
    };
    this.exchanges.push(exchange);
    return { exchange, asked };
  }

  private frame(draft: Omit<Frame, 'seq'>): Frame {
    // Credentials are masked before anything is kept: evidence is written from these.
    const { raw, http } = draft;
    const facts = http === undefined ? {} : { http: maskDeep(http) };
    const frame = { seq: (this.numbering.frame += 1), ...draft, raw: mask(raw), ...facts };
    this.frames.push(frame);
    return frame;
  }

  private sentFrame(visit: Visit, at: number): Omit<Frame, 'seq'> {
    const method = visit.head.slice(0, visit.head.indexOf(' '));
    const http: HttpFacts = { url: visit.way.url, method, headers: headerPairs(visit.head) };
    const base = { at, lane: visit.lane, origin: 'harness', http } as const;
    if (visit.body === undefined) return { ...base, via: 'head', raw: visit.head.split('\r\n')[0] ?? '' };
    return { ...base, via: 'post', raw: visit.body, json: parsed(visit.body) };
  }

  private receivedFrames(visit: Visit, asked: Asked, sentAt: number): Frame[] {
    const base = { lane: visit.lane, origin: 'target' } as const;
    if (asked.status === 0) return [];
    const head = { at: sentAt + (asked.headMs ?? 0), via: 'head', raw: asked.head } as const;
    const frames = [this.frame({ ...base, ...head, http: { status: asked.status, headers: asked.headers } })];
    for (const { data, atMs, id, event } of asked.events) {
      const sse = { ...(id === undefined ? {} : { id }), ...(event === undefined ? {} : { event }) };
      frames.push(
        this.frame({ ...base, at: sentAt + atMs, via: 'stream', raw: eventText(data, sse), json: parsed(data), sse }),
      );
    }
    if (asked.body !== '') {
      const json = parsed(asked.body);
      const at = sentAt + asked.ms;
      frames.push(this.frame({ ...base, at, via: 'post', raw: asked.body, ...(json === undefined ? {} : { json }) }));
    }
    return frames;
  }
}

/** The event as lines of a stream. */
const eventText = (data: string, { id, event }: { readonly id?: string; readonly event?: string }): string =>
  [
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...data.split('\n').map((line) => `data: ${line}`),
  ].join('\n');

const isResponse = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && ('result' in json || 'error' in json);

function outcomeOf(visit: Visit, asked: Asked, response: Frame | undefined): Outcome {
  if (response !== undefined) return 'error' in (response.json as JsonObject) ? 'error' : 'result';
  if (asked.failed?.kind === 'timeout' && !(asked.sse && asked.status === 200)) return 'timeout';
  if (asked.status === 0) return 'closed';
  if (asked.status >= 300) return 'http-refusal';
  const answered = visit.method === 'GET' || visit.method === 'DELETE' || visit.method.startsWith('notifications/');
  if (answered) return 'accepted';
  return asked.body === '' || asked.sse ? 'no-message' : 'unparseable';
}
