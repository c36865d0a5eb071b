// One connection: numbers requests, attributes what comes back, answers the target's own requests, never blocks on a hung one.

import type { Answer, AnswerGiven } from '../../suites/kernel/check.ts';
import { isObject, isResponse, member } from '../../suites/kernel/look.ts';
import type { Exchange, Frame, JsonObject, Outcome } from '../../suites/kernel/recording.ts';
import { whenAborted } from '../aborts.ts';
import { afterWaking } from '../waking.ts';
import type { Carrier, CarrierHost, HeaderChanges } from './carrier.ts';
import type { OpenExchange, Recorder } from './recorder.ts';

export interface Sending {
  readonly bytes: string | Uint8Array;
  readonly method: string;
  readonly by: string;
  readonly tag?: string;
  readonly headers?: HeaderChanges;
  readonly deliberate?: string;
  readonly cuts?: readonly number[];
  readonly timeout: number;
  /** `id`: a response with this id ends it. `taken`: it ends when it is written or answered by an HTTP status. `quiet`: a response with a null or unknown id, or silence, ends it. `any`: any response, or the end of the HTTP answer. `head`: the head of the HTTP answer. */
  readonly awaits: { readonly id: string | number } | 'taken' | 'head' | 'any' | { readonly quiet: number };
  readonly progressToken?: string | number;
  readonly onFrame?: (frame: Frame) => void;
  readonly signal?: AbortSignal;
}

interface Waiting {
  readonly exchange: OpenExchange;
  readonly sending: Sending;
  readonly began: number;
  settle(outcome: Outcome): void;
  settled: boolean;
}

/** Frames of one lane beyond which the target is taken for a flood and the connection is broken. */
const FLOOD = 100_000;
/** The same for frames that belong to no exchange of ours: nobody asked for them. */
const UNASKED = 10_000;
/** Requests of the target on one lane: each is answered, which costs us more than it. */
const QUESTIONS = 2_000;

export class Lane implements CarrierHost {
  readonly id: string;
  readonly recorder: Recorder;
  readonly frames: Frame[] = [];
  carrier: Carrier | undefined;
  answers: Readonly<Record<string, Answer>> = {};
  /** Headers of the answers we POST to the target's own requests. */
  exit: Frame | undefined;
  flooded = false;
  #nextId = 0;
  #unasked = 0;
  #questions = 0;
  readonly #byId = new Map<string, Waiting>();
  readonly #byExchange = new Map<OpenExchange, Waiting>();
  readonly #byToken = new Map<string, Waiting>();
  readonly #live = new Set<Waiting>();

  constructor(id: string, recorder: Recorder) {
    this.id = id;
    this.recorder = recorder;
  }

  get alive(): boolean {
    return this.exit === undefined && this.carrier?.alive === true;
  }

  nextId(): number {
    this.#nextId += 1;
    return this.#nextId;
  }

  send(sending: Sending): Promise<Exchange> {
    const { carrier } = this;
    if (carrier === undefined) throw new Error('send before the lane has a carrier');
    return new Promise((resolve) => {
      const out = {
        bytes: sending.bytes,
        ...(sending.headers === undefined ? {} : { headers: sending.headers }),
        ...(sending.deliberate === undefined ? {} : { deliberate: sending.deliberate }),
        ...(sending.cuts === undefined ? {} : { cuts: sending.cuts }),
        ...(sending.signal === undefined ? {} : { signal: sending.signal }),
        opened: (sent: Frame) => this.opened(sent, sending, resolve),
      };
      const exchange = carrier.send(out);
      const waiting = this.#byExchange.get(exchange);
      if (waiting !== undefined && sending.awaits === 'taken' && carrier.transport === 'stdio')
        waiting.settle('accepted');
    });
  }

  /** Registers an exchange under way; also for bare HTTP requests and streams, which the session sends itself. */
  opened(sent: Frame, sending: Sending, resolve: (exchange: Exchange) => void): OpenExchange {
    const { method, by, tag } = sending;
    const exchange = this.recorder.open({ lane: this.id, method, by, sent, ...(tag === undefined ? {} : { tag }) });
    const began = performance.now();
    let stopWaiting = (): void => undefined;
    let stopListening = (): void => undefined;
    const waiting: Waiting = {
      exchange,
      sending,
      began,
      settled: false,
      settle: (outcome) => {
        if (waiting.settled) return;
        waiting.settled = true;
        stopWaiting();
        stopListening();
        this.#live.delete(waiting);
        exchange.outcome = outcome;
        exchange.ms = Math.round((performance.now() - began) * 1000) / 1000;
        this.recorder.keep(exchange);
        resolve(exchange);
      },
    };
    const patience =
      typeof sending.awaits === 'object' && 'quiet' in sending.awaits && !this.#overHttp()
        ? sending.awaits.quiet
        : sending.timeout;
    stopWaiting = afterWaking(patience, () => waiting.settle('timeout'));
    this.#byExchange.set(exchange, waiting);
    this.#live.add(waiting);
    stopListening = whenAborted(sending.signal, () => waiting.settle('cancelled'));
    if (typeof sending.awaits === 'object' && 'id' in sending.awaits) {
      const key = keyOf(sending.awaits.id);
      if (this.#byId.get(key)?.settled !== false) this.#byId.set(key, waiting);
    }
    if (sending.progressToken !== undefined) this.#byToken.set(keyOf(sending.progressToken), waiting);
    return exchange;
  }

  arrived(frame: Frame, owner?: OpenExchange): void {
    if (this.flooded) return;
    this.frames.push(frame);
    if (this.frames.length > FLOOD || this.#unasked > UNASKED || this.#questions > QUESTIONS || this.recorder.full) {
      this.flooded = true;
      void this.carrier?.end('drop', 0);
      return;
    }
    const owned = owner === undefined ? undefined : this.#byExchange.get(owner);
    if (frame.via === 'head') {
      if (owned !== undefined) this.#attach(owned, frame);
      if (owned?.sending.awaits === 'head') this.#settleByStatus(owned);
      if (owned?.sending.awaits === 'taken' && isFinalHead(owned.exchange)) this.#settleByStatus(owned);
      return;
    }
    const messages = Array.isArray(frame.json) ? (frame.json as readonly unknown[]) : [frame.json];
    const waiting = this.#claim(frame, messages, owned);
    if (waiting === undefined || waiting.settled) this.#unasked += 1;
    if (waiting !== undefined) this.#attach(waiting, frame);
    for (const message of messages) if (isObject(message)) this.#message(frame, message, waiting);
  }

  said(frame: Frame): void {
    this.frames.push(frame);
  }

  finished(owner: OpenExchange): void {
    const waiting = this.#byExchange.get(owner);
    if (waiting !== undefined && !this.#answersElsewhere(waiting)) this.#settleByStatus(waiting);
  }

  failed(owner: OpenExchange, reason: string): void {
    const waiting = this.#byExchange.get(owner);
    if (waiting === undefined) return;
    if (!waiting.settled) {
      const exit = this.recorder.frame({ lane: this.id, origin: 'target', via: 'exit', bytes: reason, parse: false });
      waiting.exchange.received.push(exit);
    }
    waiting.settle('closed');
  }

  gone(exit: Frame): void {
    this.exit = exit;
    this.frames.push(exit);
    for (const waiting of [...this.#live]) {
      waiting.exchange.received.push(exit);
      waiting.settle('closed');
    }
  }

  /** Gives up on everything that is still open. */
  abandon(): void {
    for (const waiting of [...this.#live]) waiting.settle('cancelled');
  }

  #attach(waiting: Waiting, frame: Frame): void {
    waiting.exchange.received.push(frame);
    if (waiting.settled) this.recorder.late(waiting.exchange, frame);
    waiting.sending.onFrame?.(frame);
  }

  /** Whose frame this is: the transport's word, else the id of a response, else the token of a progress notification. */
  #claim(frame: Frame, messages: readonly unknown[], owned: Waiting | undefined): Waiting | undefined {
    if (owned !== undefined) return owned;
    for (const message of messages) {
      const byId = isResponse(message) ? this.#byId.get(keyOf(member(message, 'id'))) : undefined;
      if (byId !== undefined) return byId;
      const token = member(member(message, 'params'), 'progressToken');
      const byToken = token === undefined ? undefined : this.#byToken.get(keyOf(token));
      if (byToken !== undefined) return byToken;
    }
    const stray = frame.json === undefined || messages.some(isResponse);
    return stray
      ? [...this.#live].find(({ sending }) => typeof sending.awaits === 'object' && 'quiet' in sending.awaits)
      : undefined;
  }

  #message(frame: Frame, message: JsonObject, waiting: Waiting | undefined): void {
    if (typeof message['method'] === 'string') {
      if (Object.hasOwn(message, 'id')) this.#questions += 1;
      if (Object.hasOwn(message, 'id')) this.#answer(message['method'], message);
      return;
    }
    if (!isResponse(message) || waiting === undefined || waiting.exchange.response !== undefined) return;
    const { awaits } = waiting.sending;
    const matches =
      typeof awaits === 'object' && 'id' in awaits
        ? keyOf(awaits.id) === keyOf(message['id'])
        : awaits !== 'taken' && awaits !== 'head';
    if (!matches) return;
    if (Array.isArray(frame.json)) return; // a batch: judged by its frames
    waiting.exchange.response = frame;
    const outcome = Object.hasOwn(message, 'error') ? 'error' : 'result';
    if (waiting.exchange.outcome === 'timeout') this.#late(waiting, outcome);
    // Settled otherwise, as by a cancellation, it stays what it is; that an answer came all the same is evidence.
    else if (waiting.settled) this.recorder.keep(waiting.exchange);
    else waiting.settle(outcome);
  }

  /** An answer after our patience ran out is an answer all the same: no revision sets a deadline, and slow is not silent. */
  #late({ exchange, began }: Waiting, outcome: 'result' | 'error'): void {
    exchange.outcome = outcome;
    exchange.ms = Math.round((performance.now() - began) * 1000) / 1000;
    this.recorder.keep(exchange);
  }

  #answer(method: string, request: JsonObject): void {
    const params = isObject(request['params']) ? request['params'] : {};
    const known = Object.hasOwn(this.answers, method); // the target chooses the method: it may be `__proto__`
    const reply = known ? this.answers[method]?.(params) : UNKNOWN;
    const { id } = request;
    if (reply === undefined || (typeof id !== 'string' && typeof id !== 'number')) return;
    const give = (body: AnswerGiven | undefined): void => {
      if (body === undefined) return;
      void this.send({
        bytes: JSON.stringify({ jsonrpc: '2.0', id, ...body }),
        method: 'response',
        by: 'answer',
        tag: method,
        timeout: 10_000,
        awaits: 'taken',
      });
    };
    if (reply instanceof Promise) reply.then(give, () => undefined);
    else give(reply);
  }

  /** On the old transport the POST is answered 202 and the response comes on the stream. */
  #answersElsewhere(waiting: Waiting): boolean {
    return (
      this.carrier?.transport === 'http-sse' &&
      waiting.sending.awaits !== 'taken' &&
      (waiting.exchange.status ?? 500) < 300
    );
  }

  #overHttp(): boolean {
    return this.carrier !== undefined && this.carrier.transport !== 'stdio';
  }

  #settleByStatus(waiting: Waiting): void {
    const { exchange, sending } = waiting;
    const status = exchange.status ?? 0;
    const ok = status >= 200 && status < 300;
    if (typeof sending.awaits === 'string') waiting.settle(ok ? 'accepted' : 'http-refusal');
    else if (!ok) waiting.settle('http-refusal');
    else waiting.settle(exchange.received.some((frame) => frame.unparsed !== undefined) ? 'unparseable' : 'no-message');
  }
}

const UNKNOWN: AnswerGiven = { error: { code: -32601, message: 'Method not found' } };

/** Strings and numbers are different ids. */
const keyOf = (id: unknown): string => `${typeof id}:${String(id)}`;

/** A notification is taken at the head when nothing can follow; a body is awaited, so that it can be judged. */
const isFinalHead = (exchange: OpenExchange): boolean => exchange.status === 202 || exchange.status === 204;
