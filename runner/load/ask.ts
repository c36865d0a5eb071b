// One request and all that came back, as a promise: for preparation, probes and measurements where each answer counts.

import { afterWaking } from '../waking.ts';
import { Connection, type Endpoint, type FailKind } from './http1.ts';
import { headerIn, headerPairs } from './http1-parse.ts';
import type { SseEvent } from './sse.ts';

export interface TimedEvent extends SseEvent {
  /** Milliseconds since the request was written. */
  readonly atMs: number;
}

export interface Asked {
  /** 0 where no response came. */
  readonly status: number;
  readonly head: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly events: readonly TimedEvent[];
  readonly sse: boolean;
  /** The JSON-RPC response, as text, where one came. */
  readonly text: string | undefined;
  readonly message: unknown;
  readonly headMs: number | undefined;
  readonly ms: number;
  readonly failed?: { readonly kind: FailKind; readonly message: string };
}

export interface AskOptions {
  /** Default: a connection of its own, closed afterwards. */
  readonly connection?: Connection;
  readonly timeoutMs?: number;
  /** Streams only: `true` ends the waiting with this event. Default: at the response with this id, or any. */
  readonly until?: (event: SseEvent) => boolean;
  readonly onEvent?: (event: TimedEvent) => void;
  readonly onHead?: (status: number) => void;
}

export function ask(endpoint: Endpoint, request: string, options: AskOptions = {}): Promise<Asked> {
  return new Promise((resolve) => new Asking(endpoint, request, options, resolve).start());
}

class Asking {
  private readonly connection: Connection;
  private readonly request: string;
  private readonly options: AskOptions;
  private readonly resolve: (asked: Asked) => void;
  private readonly events: TimedEvent[] = [];
  private began = 0;
  private status = 0;
  private headText = '';
  private sse = false;
  private headMs: number | undefined;
  private stopWaiting: (() => void) | undefined;
  private over = false;

  constructor(endpoint: Endpoint, request: string, options: AskOptions, resolve: (asked: Asked) => void) {
    this.connection = options.connection ?? new Connection(endpoint);
    this.request = request;
    this.options = options;
    this.resolve = resolve;
  }

  start(): void {
    this.began = performance.now();
    const limit = this.options.timeoutMs ?? 10_000;
    this.stopWaiting = afterWaking(limit, () => this.giveUp('timeout', `no answer within ${limit} ms`));
    this.connection.send(this.request, {
      head: (status, head, lower) => {
        this.status = status;
        this.headText = head;
        this.headMs = performance.now() - this.began;
        this.options.onHead?.(status);
        this.sse = headerIn(head, lower, 'content-type')?.toLowerCase().startsWith('text/event-stream') === true;
      },
      event: (event) => this.onEvent(event),
      end: (body) => this.finish(body),
      fail: (kind, message) => this.finish('', { kind, message }),
    });
  }

  private onEvent(event: SseEvent): void {
    const timed = { ...event, atMs: performance.now() - this.began };
    this.events.push(timed);
    this.options.onEvent?.(timed);
    if (this.options.until?.(event) === true) this.giveUp('closed', 'seen enough');
  }

  private giveUp(kind: FailKind, message: string): void {
    const quiet = this.status !== 0 && kind === 'closed';
    this.finish('', quiet ? undefined : { kind, message });
    this.connection.destroy(kind, message);
  }

  private finish(body: string, failed?: Asked['failed']): void {
    if (this.over) return;
    this.over = true;
    this.stopWaiting?.();
    if (this.options.connection === undefined) this.connection.destroy();
    const text = this.sse ? this.events.findLast(({ data }) => isResponse(parsed(data)))?.data : body;
    const message = text === undefined ? undefined : parsed(text);
    // A stream that was cut after its response is a whole answer.
    const lost = failed !== undefined && !(this.sse && isResponse(message)) ? { failed } : {};
    this.resolve({
      status: this.status,
      head: this.headText,
      headers: headerPairs(this.headText),
      body,
      events: this.events,
      sse: this.sse,
      text: isResponse(message) ? text : undefined,
      message,
      headMs: this.headMs,
      ms: performance.now() - this.began,
      ...lost,
    });
  }
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isResponse = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && ('result' in message || 'error' in message);

/** Value of a response header, by any case. */
export const headerOf = (asked: Asked, name: string): string | undefined =>
  headerIn(asked.head, asked.head.toLowerCase(), name.toLowerCase());

/** The `result` of an answer, where it is one. */
export function resultIn(asked: Asked): Readonly<Record<string, unknown>> | undefined {
  const { message } = asked;
  if (asked.status !== 200 || typeof message !== 'object' || message === null || !('result' in message))
    return undefined;
  const { result } = message;
  return typeof result === 'object' && result !== null ? (result as Readonly<Record<string, unknown>>) : undefined;
}
