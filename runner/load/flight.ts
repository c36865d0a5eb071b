// One request on its way under load: judged at the answer, its connection free again only when the stream has ended.

import type { CompiledStep } from './dress.ts';
import { judgeText, type Want } from './answer.ts';
import type { Connection, FailKind, Waiter } from './http1.ts';
import { headerIn } from './http1-parse.ts';
import type { SseEvent } from './sse.ts';
import type { Tally } from './tally.ts';

/** A protocol session as load sees it; in the per-request era just a stream of requests. */
export interface LoadSession {
  readonly number: number;
  id: string | undefined;
  head: string;
  next: number;
  used: number;
  /** Requests on their way. */
  busy: number;
  /** Not to be used: gone at the target, or about to be ended. */
  lost: boolean;
  connection: Connection | undefined;
  stream: Connection | undefined;
}

export interface FlightContext {
  readonly tally: Tally;
  /** performance.now() at the start of the run. */
  readonly began: number;
  readonly flights: Set<Flight>;
  readonly timeoutMs: number;
  connect(): Connection;
}

const BODY_KEPT = 4000;
/** How long a stream may stay open after its response before the connection is given up. */
const STREAM_GRACE_MS = 1000;
/** A connection that rested this long may be closed by the other side at any moment. */
const IDLE_MS = 500;

export class Flight implements Waiter {
  private readonly context: FlightContext;
  private connection: Connection;
  private readonly step: CompiledStep;
  private readonly want: Want;
  private readonly request: string;
  private readonly intended: number;
  private readonly release: (flight: Flight) => void;
  readonly session: LoadSession;
  status = 0;
  error: string | undefined;
  headText = '';
  body = '';
  private sse = false;
  private wrongSession = false;
  private firstEventAt = 0;
  private settledAt = 0;
  private released = false;
  private resent = false;

  constructor(
    context: FlightContext,
    session: LoadSession,
    connection: Connection,
    step: CompiledStep,
    want: Want,
    request: string,
    intended: number,
    release: (flight: Flight) => void,
  ) {
    this.context = context;
    this.session = session;
    this.connection = connection;
    this.step = step;
    this.want = want;
    this.request = request;
    this.intended = intended;
    this.release = release;
  }

  launch(): void {
    this.context.flights.add(this);
    this.connection.send(this.request, this);
  }

  head(status: number, head: string, lower: string): void {
    this.status = status;
    this.headText = head;
    this.sse = lower.includes('text/event-stream');
    if (this.session.id === undefined) return;
    const named = headerIn(head, lower, 'mcp-session-id');
    if (named !== undefined && named !== this.session.id) this.wrongSession = true;
  }

  event(event: SseEvent): void {
    if (event.data === '') return;
    if (this.firstEventAt === 0) this.firstEventAt = performance.now();
    if (this.settledAt !== 0) return;
    const verdict = judgeText(event.data, this.step.step, this.want);
    if (verdict !== undefined && isMessageWithMethod(event.data)) return;
    this.body = event.data;
    this.settle(this.wrongSession ? 'wrong-session' : verdict);
  }

  end(body: string): void {
    if (this.settledAt === 0) {
      if (!this.sse) this.body = body;
      this.settle(this.verdict(body));
    }
    this.free();
  }

  fail(kind: FailKind, message: string): void {
    if (this.crossedTheClose(kind)) return this.resend();
    if (this.settledAt === 0) {
      if (this.body === '') this.body = message;
      this.settle(kind);
    }
    this.free();
  }

  /**
   * A server may close an idle connection at the very moment a request is written to it. Clients send such a request
   * again on a new connection, and so do we: it says nothing about the server.
   */
  private crossedTheClose(kind: FailKind): boolean {
    return (
      kind === 'closed' && this.status === 0 && this.settledAt === 0 && !this.resent && this.connection.idleMs > IDLE_MS
    );
  }

  private resend(): void {
    this.resent = true;
    this.context.tally.resent += 1;
    this.connection = this.context.connect();
    this.connection.send(this.request, this);
  }

  /** Called now and then: ends what waits too long. */
  sweep(now: number): void {
    if (this.settledAt === 0) {
      if (now - this.intended < this.context.timeoutMs) return;
      this.settle('timeout');
      this.connection.destroy('timeout', 'no answer in time');
    } else if (now - this.settledAt > STREAM_GRACE_MS) {
      this.connection.destroy('closed', 'the stream stayed open after its response');
    }
  }

  private verdict(body: string): string | undefined {
    if (this.status === 429) return 'rate-limited 429';
    if (this.status !== 200) return this.status < 300 ? 'no-answer' : `http ${this.status}`;
    if (this.sse || body === '') return 'no-answer';
    if (this.wrongSession) return 'wrong-session';
    return judgeText(body, this.step.step, this.want);
  }

  private settle(error: string | undefined): void {
    const now = performance.now();
    this.settledAt = now;
    this.error = error;
    const { tally, began } = this.context;
    tally.record({
      step: this.step.step.name,
      doneAt: now - began,
      ms: now - this.intended,
      ...(error === undefined ? {} : { error }),
      ...(this.firstEventAt === 0 ? {} : { firstEventMs: this.firstEventAt - this.intended }),
      ...(this.status === 200 ? { sse: this.sse } : {}),
    });
    if (error !== undefined) this.keep(error, now);
  }

  private keep(error: string, now: number): void {
    this.context.tally.sample(error, () => ({
      kind: error,
      step: this.step.step.name,
      ...(this.session.id === undefined ? {} : { session: this.session.id }),
      atMs: now - this.context.began,
      ms: now - this.intended,
      sent: this.request.slice(0, BODY_KEPT),
      ...(this.status === 0 ? {} : { status: this.status, head: this.headText }),
      body: this.body.slice(0, BODY_KEPT),
    }));
  }

  private free(): void {
    if (this.released) return;
    this.released = true;
    this.context.flights.delete(this);
    if (this.resent) this.connection.destroy();
    this.release(this);
  }
}

/** A notification or a request of the target's, in the stream before the response. */
function isMessageWithMethod(text: string): boolean {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null && 'method' in message && !('result' in message);
  } catch {
    return false;
  }
}
