// The Session that probes are given: requests dressed for the era, raw bytes, bare HTTP, endings, all recorded.

import type {
  Answer,
  BytesOptions,
  ForkOptions,
  HttpRequest,
  RawOptions,
  RequestOptions,
  Session,
  TlsOptions,
} from '../../suites/kernel/check.ts';
import { resultOf } from '../../suites/kernel/look.ts';
import type {
  AccessFacts,
  ActiveFacts,
  Exchange,
  Frame,
  JsonObject,
  KnownCall,
} from '../../suites/kernel/recording.ts';
import { eraOf, type Era, type Revision, type Transport } from '../../suites/kernel/revision.ts';
import { fullCapabilities, QUIET_ANSWERS } from '../eras/client-capabilities.ts';
import { CLIENT_INFO, dress } from '../eras/dress.ts';
import { waking } from '../waking.ts';
import type { HeaderChanges } from '../wire/carrier.ts';
import type { SseCarrier } from '../wire/http-sse-2024.ts';
import type { Sending } from '../wire/lane.ts';
import { askHttp, listen, pickOptions } from './lane-http.ts';
import type { HttpSpeaker } from './lane-http.ts';
import type { LaneState } from './lane-state.ts';
import type { Asking } from './own-exchange.ts';
import { randomFor } from './random.ts';
import type { Sitting } from './sitting.ts';

export class LaneSession implements Session {
  readonly #sitting: Sitting;
  readonly #state: LaneState;
  readonly #by: string;
  readonly #random: () => number;

  constructor(sitting: Sitting, state: LaneState, by: string) {
    this.#sitting = sitting;
    this.#state = state;
    this.#by = by;
    this.#random = randomFor(sitting.seed, `${by}@${sitting.revision}`);
  }

  /** The same lane, spoken through by another asker. */
  as(by: string): LaneSession {
    return new LaneSession(this.#sitting, this.#state, by);
  }

  /** The same lane, spoken through in another revision from now on. */
  inRevision(revision: Revision): LaneSession {
    const state = { ...this.#state, revision, clientCapabilities: fullCapabilities(revision) };
    return new LaneSession(this.#sitting, state, this.#by);
  }

  /** How requests of the target are answered from now on; what is not named, quietly. */
  answer(answers: Readonly<Record<string, Answer>> | undefined): void {
    this.#state.lane.answers = { ...QUIET_ANSWERS, ...answers };
  }

  get lane(): string {
    return this.#state.lane.id;
  }
  get revision(): Revision {
    return this.#state.revision;
  }
  get era(): Era {
    return eraOf(this.#state.revision);
  }
  get transport(): Transport {
    return this.#sitting.transport;
  }
  get capabilities(): JsonObject {
    return this.#state.capabilities ?? this.#sitting.capabilities;
  }
  get clientCapabilities(): JsonObject {
    return this.#state.clientCapabilities;
  }
  get sessionId(): string | undefined {
    return this.#state.sessionId;
  }
  get callable(): readonly string[] {
    return this.#sitting.callable;
  }
  get known(): readonly KnownCall[] {
    return this.#sitting.known;
  }
  get active(): ActiveFacts | undefined {
    return this.#sitting.active;
  }
  get access(): AccessFacts | undefined {
    return this.#sitting.speakers?.facts;
  }
  mayCall(tool: unknown): boolean {
    return this.#sitting.mayCall(tool);
  }
  revoke(): Promise<boolean> {
    return this.#state.speaker?.revoke?.() ?? Promise.resolve(false);
  }
  get alive(): boolean {
    return this.#state.lane.alive;
  }
  get frames(): readonly Frame[] {
    return this.#state.lane.frames;
  }
  get opening(): Exchange | undefined {
    return this.#state.opening;
  }
  get negotiated(): string | undefined {
    return this.#state.negotiated;
  }

  random(): number {
    return this.#random();
  }

  now(): number {
    return this.#sitting.recorder.now();
  }

  pause(ms: number): Promise<void> {
    return waking(ms);
  }

  async request(method: string, params?: unknown, options: RequestOptions = {}): Promise<Exchange> {
    const id = options.id ?? this.#state.lane.nextId();
    const exchange = await this.#message({ jsonrpc: '2.0', id, method }, params, options, { id });
    this.#sitting.see(exchange);
    if (method === 'initialize' && exchange.outcome === 'result') this.#learnSession(exchange);
    return exchange;
  }

  notify(method: string, params?: unknown, options: RequestOptions = {}): Promise<Exchange> {
    return this.#message({ jsonrpc: '2.0', method }, params, options, 'taken');
  }

  raw(bytes: string | Uint8Array, options: RawOptions): Promise<Exchange> {
    const awaits = options.expect === undefined ? { quiet: options.quiet ?? 400 } : { id: options.expect };
    const cuts = options.cuts === undefined ? {} : { cuts: options.cuts };
    return this.#send({ bytes, method: 'raw', awaits, ...cuts, ...pickOptions(options) });
  }

  http(request: HttpRequest): Promise<Exchange> {
    return askHttp(this.#speaker(), request);
  }

  async bytes(data: string, options: BytesOptions): Promise<Exchange> {
    return (await import('./own-exchange.ts')).askBytes(this.#asking(), data, options);
  }

  async tls(options: TlsOptions): Promise<Exchange> {
    return (await import('./own-exchange.ts')).askTls(this.#asking(), options);
  }

  #asking(): Asking {
    const { target, recorder, timeoutMs } = this.#sitting;
    if (target.kind !== 'http') throw new TypeError('this probe needs HTTP: name its transports');
    return { target, recorder, lane: this.lane, by: this.#by, timeoutMs };
  }

  async settle(ms = 100): Promise<Exchange> {
    const fence = await this.request(this.era === 'initialize' ? 'ping' : 'server/discover', undefined, {
      tag: 'fence',
    });
    await this.pause(ms);
    return fence;
  }

  fork(options: ForkOptions = {}): Promise<LaneSession> {
    return this.#sitting.open(this.#by, {
      ...(options.caller === undefined ? { headers: this.#state.headers } : {}),
      ...options,
    } as ForkOptions);
  }

  async end(
    how: 'eof' | 'sigterm' | 'delete' | 'drop',
    options: { tag?: string; timeout?: number } = {},
  ): Promise<Exchange> {
    const patience = options.timeout ?? this.#sitting.timeoutMs;
    const tag = options.tag === undefined ? {} : { tag: options.tag };
    if (how === 'delete') return this.http({ method: 'DELETE', timeout: patience, ...tag });
    const { lane } = this.#state;
    const { recorder } = this.#sitting;
    const bytes = how === 'eof' ? 'stdin closed' : how === 'sigterm' ? 'SIGTERM sent' : 'connection broken';
    const sent = recorder.frame({ lane: lane.id, origin: 'harness', via: 'exit', bytes, parse: false });
    const began = performance.now();
    const exchange = recorder.open({ lane: lane.id, method: 'close', by: this.#by, sent, ...tag });
    await lane.carrier?.end(how, patience);
    exchange.ms = Math.round(performance.now() - began);
    exchange.outcome = lane.exit === undefined && how !== 'drop' ? 'timeout' : 'closed';
    if (lane.exit !== undefined) exchange.received.push(lane.exit);
    recorder.keep(exchange);
    return exchange;
  }

  /** Initialize and initialized, or nothing in the per-request era. */
  async handshake(listen: boolean): Promise<void> {
    if (this.era === 'per-request') return;
    // Nobody said where to: what is not sent is not held against anybody.
    if (this.transport === 'http-sse' && this.#state.messages === undefined) return;
    const params = {
      protocolVersion: this.revision,
      capabilities: this.clientCapabilities,
      clientInfo: CLIENT_INFO,
    };
    const session = this.#by === 'open' ? this : this.as('open');
    this.#state.opening = await session.request('initialize', params);
    if (this.#state.opening.outcome !== 'result') return;
    await session.notify('notifications/initialized');
    if (listen && this.transport === 'streamable-http') await this.listen();
  }

  /** Opens the GET stream of a Streamable HTTP session; resolves at its head, the stream stays open. */
  listen(tag = 'listen'): Promise<Exchange> {
    return listen(this.#speaker(), tag);
  }

  /** HTTP+SSE: opens the stream and learns where messages go. */
  openStream(carrier: SseCarrier, headers: HeaderChanges): Promise<URL | undefined> {
    const { lane } = this.#state;
    const sending = this.#sending({ bytes: '', method: 'GET', awaits: 'head', by: 'open' });
    return carrier.connect((sent) => lane.opened(sent, sending, () => undefined), headers, sending.timeout);
  }

  #speaker(): HttpSpeaker {
    return { sitting: this.#sitting, state: this.#state, sending: (sending) => this.#sending(sending) };
  }

  /** Closes the lane politely where that is cheap, and for certain. */
  async hangUp(): Promise<void> {
    const { lane } = this.#state;
    lane.abandon();
    if (this.transport === 'streamable-http' && this.sessionId !== undefined && lane.alive)
      await this.as('close').http({ method: 'DELETE', timeout: 1000 });
    await lane.carrier?.end('drop', 0);
    lane.abandon();
    this.#state.dialer?.close();
  }

  abandon(): void {
    this.#state.lane.abandon();
  }

  #message(
    head: Readonly<Record<string, unknown>>,
    params: unknown,
    options: RequestOptions,
    awaits: Sending['awaits'],
  ): Promise<Exchange> {
    const { clientCapabilities, revision } = this.#state;
    const method = String(head['method']);
    const dressing = { era: this.era, revision, clientCapabilities };
    const dressed = dress(method, params, dressing, options, this.#sitting.toolSchemas);
    const message = dressed.params === undefined ? head : { ...head, params: dressed.params };
    if (options.deliberate === undefined) this.#sitting.guard?.(this.#by, method, message, revision);
    return this.#send({
      bytes: JSON.stringify(message),
      method,
      awaits,
      ...pickOptions(options),
      headers: { ...dressed.headers, ...options.headers },
    });
  }

  #send(sending: Partial<Sending> & Pick<Sending, 'bytes' | 'method' | 'awaits'>): Promise<Exchange> {
    return this.#state.lane.send(this.#sending(sending));
  }

  #sending(sending: Partial<Sending> & Pick<Sending, 'bytes' | 'method' | 'awaits'>): Sending {
    return { by: this.#by, timeout: this.#sitting.timeoutMs, ...sending };
  }

  #learnSession(exchange: Exchange): void {
    const result = resultOf(exchange);
    const version = result?.['protocolVersion'];
    if (typeof version === 'string') this.#state.negotiated = version;
    const capabilities = result?.['capabilities'];
    if (typeof capabilities === 'object' && capabilities !== null)
      this.#state.capabilities = capabilities as JsonObject;
    for (const frame of exchange.received)
      for (const [name, value] of frame.http?.headers ?? [])
        if (name.toLowerCase() === 'mcp-session-id') this.#state.sessionId = value;
    this.#sitting.recorder.lane({
      id: this.lane,
      purpose: this.#state.purpose,
      clientCapabilities: this.clientCapabilities,
      ...(typeof version === 'string' ? { revision: version } : {}),
      ...(this.#state.sessionId === undefined ? {} : { sessionId: this.#state.sessionId }),
    });
  }
}
