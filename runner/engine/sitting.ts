// One recording in the making: how further lanes to the same target, in the same revision, are opened and closed.

import { availableParallelism } from 'node:os';
import type { ForkOptions } from '../../suites/kernel/check.ts';
import { isObject, member, resultOf } from '../../suites/kernel/look.ts';
import type {
  ActiveFacts,
  Exchange,
  Facts,
  FuzzFacts,
  Json,
  JsonObject,
  KnownCall,
  Recording,
} from '../../suites/kernel/recording.ts';
import { eraOf, type Era, type Revision, type Transport } from '../../suites/kernel/revision.ts';
import { fullCapabilities } from '../eras/client-capabilities.ts';
import type { HttpTarget, StdioTarget, Target } from '../target.ts';
import type { HeaderChanges } from '../wire/carrier.ts';
import type { Speakers } from '../callers/speakers.ts';
import { Dialer } from '../wire/http-request.ts';
import { SseCarrier } from '../wire/http-sse-2024.ts';
import { Lane } from '../wire/lane.ts';
import type { Recorder } from '../wire/recorder.ts';
import { StdioCarrier } from '../wire/stdio.ts';
import { HttpCarrier, mergeHeaders } from '../wire/streamable-http.ts';
import { atMost, LanePool } from './lane-pool.ts';
import { urlSecrets } from './mask.ts';
import { LaneSession } from './lane-session.ts';
import type { LaneState } from './lane-state.ts';

/** As many processes start at once as can: more of them would all be late. Shared by all audits of this process. */
const starting = atMost(Math.max(2, availableParallelism()));

export interface SittingOptions {
  readonly target: Target;
  readonly transport: Transport;
  readonly revision: Revision;
  readonly recorder: Recorder;
  readonly seed: number;
  readonly timeoutMs: number;
  readonly label: string;
  readonly dialer?: Dialer;
  /** Loading while the target boots; waited for before the first message. */
  readonly guard?: Promise<Guard>;
  /** Who can be spoken as. */
  readonly speakers?: Speakers;
}

/** Throws for a message of ours that is wrong without being meant to be. */
export type Guard = (by: string, method: string, message: unknown, revision: Revision) => void;

/** A lane that could not be opened: what was tried last says why. */
export interface Refused {
  readonly exchange?: Exchange;
  readonly reason: string;
}

export class Sitting {
  readonly target: Target;
  readonly transport: Transport;
  revision: Revision;
  readonly recorder: Recorder;
  readonly seed: number;
  readonly timeoutMs: number;
  readonly toolSchemas = new Map<string, unknown>();
  guard: Guard | undefined;
  readonly #guardLoading: Promise<Guard> | undefined;
  capabilities: JsonObject = {};
  server: { name?: string; version?: string } = {};
  instructions: string | undefined;
  callable: readonly string[] = [];
  known: readonly KnownCall[] = [];
  fuzz: FuzzFacts | undefined;
  active: ActiveFacts | undefined;
  tokens: Readonly<Record<string, string>> = {};
  names = false;
  speaks: readonly Revision[] = [];
  authorization: boolean | undefined;
  /** Figures and facts that no exchange shows. */
  readonly measures: Record<string, Json> = {};
  /** The lane that gathers, once open. */
  main: LaneSession | undefined;
  readonly speakers: Speakers | undefined;
  /** The options of the run allow this tool to be called. */
  mayCall: (tool: unknown) => boolean = () => false;
  readonly #label: string;
  readonly #dialer: Dialer | undefined;
  readonly #sessions = new Set<LaneSession>();
  readonly #pool = new LanePool((by, options) => this.#open(by, options));
  #lanes = 0;
  #over = false;
  #ending: Promise<unknown> = Promise.resolve();

  constructor(options: SittingOptions) {
    this.target = options.target;
    this.transport = options.transport;
    this.revision = options.revision;
    this.recorder = options.recorder;
    this.seed = options.seed;
    this.timeoutMs = options.timeoutMs;
    this.#guardLoading = options.guard;
    this.#label = options.label;
    this.speakers = options.speakers;
    this.#dialer = options.target.kind === 'http' ? (options.dialer ?? new Dialer(options.target)) : undefined;
  }

  get era(): Era {
    return eraOf(this.revision);
  }

  /** Opens a lane; with a handshake unless told otherwise. The session is returned even where the handshake failed: look at `opening`. */
  open(by: string, options: ForkOptions = {}): Promise<LaneSession> {
    return options.reuse !== undefined && options.reuse !== false && this.transport === 'stdio'
      ? this.#pool.take(by, options)
      : this.#open(by, options);
  }

  /** Opens now what the asker will take from the pool. */
  reserve(by: string, options: ForkOptions): void {
    if (this.transport === 'stdio') this.#pool.reserve(by, options);
  }

  /** The asker is done with the lanes it took from the pool. */
  release(by: string): void {
    this.#pool.release(by);
  }

  /** Processes start a few at a time: dozens at once, in five revisions, would all be late. */
  #open(by: string, options: ForkOptions): Promise<LaneSession> {
    return this.transport === 'stdio'
      ? starting(() => this.#start(by, options), options.urgent)
      : this.#start(by, options);
  }

  async #start(by: string, options: ForkOptions): Promise<LaneSession> {
    const revision = options.revision ?? this.revision;
    const clientCapabilities = options.clientCapabilities ?? fullCapabilities(revision);
    this.#lanes += 1;
    const id = `${this.recorder.name}:${this.#lanes}`;
    const lane = new Lane(id, this.recorder);
    const speaker =
      options.caller === undefined ? undefined : await this.speakers?.as(options.caller, options.ownToken === true);
    const state: LaneState = {
      lane,
      revision,
      clientCapabilities,
      purpose: options.purpose ?? by,
      headers:
        speaker === undefined
          ? this.bearing(options.token, options.headers)
          : { ...speaker.headers, ...options.headers },
      ...(speaker === undefined ? {} : { speaker }),
    };
    const session = new LaneSession(this, state, by);
    session.answer(options.answers);
    this.#sessions.add(session);
    await this.#connect(lane, state, session);
    if (this.#over) await session.hangUp(); // a probe that the end of the run overtook must leave no process
    this.guard = await this.#guardLoading;
    this.recorder.lane({ id, purpose: state.purpose, clientCapabilities, revision });
    if (options.handshake !== false) await session.handshake(options.listen === true);
    return session;
  }

  /** Headers with a token of the configuration instead of the credentials of the target. */
  bearing(token: string | undefined, headers: HeaderChanges | undefined): HeaderChanges | undefined {
    if (token === undefined) return headers;
    const value = this.tokens[token];
    if (value === undefined) throw new TypeError(`there is no token "${token}": look at facts.tokens first`);
    return { ...headers, Authorization: `Bearer ${value}` };
  }

  async #connect(lane: Lane, state: LaneState, session: LaneSession): Promise<void> {
    const { target } = this;
    if (target.kind !== 'http') {
      const env = target.kind === 'stdio' ? state.speaker?.env : undefined;
      lane.carrier = new StdioCarrier(env === undefined ? target : { ...(target as StdioTarget), env }, lane);
      return;
    }
    // A further lane is a further client: connections are its own, so that what hangs on one can be seen.
    if (this.#lanes > 1) state.dialer = new Dialer(target);
    const dialer = state.dialer ?? (this.#dialer as Dialer);
    if (this.transport !== 'http-sse') {
      lane.carrier = new HttpCarrier(target, lane, dialer, () => usualHeaders(target, state), undefined);
      return;
    }
    const carrier = new SseCarrier((host) => new HttpCarrier(target, host, dialer, () => ({}), undefined), lane);
    lane.carrier = carrier;
    const headers = Object.fromEntries(mergeHeaders(target.headers, state.headers));
    carrier.use(headers);
    state.messages = await session.openStream(carrier, headers);
  }

  /** Learns from an answer to initialize or server/discover, or from the first that names the server. */
  learn(exchange: Exchange): void {
    const result = resultOf(exchange);
    if (result === undefined) return;
    const info = result['serverInfo'] ?? member(result['_meta'], 'io.modelcontextprotocol/serverInfo');
    const name = member(info, 'name');
    const version = member(info, 'version');
    this.server = {
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof version === 'string' ? { version } : {}),
    };
    if (isObject(result['capabilities'])) this.capabilities = result['capabilities'];
    if (typeof result['instructions'] === 'string') this.instructions = result['instructions'];
  }

  /** Remembers input schemas, whose `x-mcp-header` marks dress later calls. */
  see(exchange: Exchange): void {
    const tools = exchange.method === 'tools/list' ? resultOf(exchange)?.['tools'] : undefined;
    if (!Array.isArray(tools)) return;
    for (const tool of tools as readonly unknown[]) {
      const name = member(tool, 'name');
      if (typeof name === 'string' && !this.toolSchemas.has(name))
        this.toolSchemas.set(name, member(tool, 'inputSchema'));
    }
  }

  facts(): Facts {
    return {
      callable: this.callable,
      speaks: this.speaks,
      known: this.known,
      credentials: this.target.kind === 'http' && Object.keys(this.target.headers ?? {}).length > 0,
      ...(Object.keys(this.tokens).length === 0 ? {} : { tokens: Object.keys(this.tokens) }),
      ...(inherent(this.target) ? { inherent: true } : {}),
      ...(this.speakers === undefined ? {} : { access: this.speakers.facts }),
      ...(this.fuzz === undefined ? {} : { fuzz: this.fuzz }),
      ...(this.active === undefined ? {} : { active: this.active }),
      ...(this.names ? { names: true } : {}),
      ...(this.authorization === undefined ? {} : { authorization: this.authorization }),
    };
  }

  /** What has been recorded so far, as rules see it. */
  recording(): Recording {
    return {
      format: 'assay-recording/1',
      target: { kind: this.target.kind === 'http' ? 'http' : 'stdio', label: this.#label },
      revision: this.revision,
      era: this.era,
      transport: this.transport,
      seed: this.seed,
      server: this.server,
      capabilities: this.capabilities,
      ...(this.instructions === undefined ? {} : { instructions: this.instructions }),
      lanes: this.recorder.lanes,
      frames: this.recorder.frames,
      exchanges: this.recorder.exchanges,
      measures: this.measures,
      facts: this.facts(),
    };
  }

  /** Ends lanes opened since `keep` was taken, and waits for those that are ending already. */
  async close(except: ReadonlySet<LaneSession> = new Set()): Promise<void> {
    const ending = [...this.#sessions].filter((session) => !except.has(session));
    for (const session of ending) this.#sessions.delete(session);
    this.#ending = Promise.all([this.#ending, ...ending.map((session) => session.hangUp())]);
    await this.#ending;
  }

  /** Ends all lanes without waiting; `shutdown` waits, and tells what went wrong. */
  leave(): void {
    this.close().catch(() => undefined);
  }

  forget(session: LaneSession): void {
    this.#sessions.delete(session);
  }

  async shutdown(): Promise<void> {
    this.#over = true;
    await this.close();
    this.#dialer?.close();
  }

  /** Stops waiting for anything: the run is out of time or interrupted. */
  abandon(): void {
    for (const session of this.#sessions) session.abandon();
  }
}

const inherent = (target: Target): boolean =>
  target.kind === 'http' && (target.clientCert !== undefined || urlSecrets(target.url).length > 0);

function usualHeaders(target: HttpTarget, state: LaneState): HeaderChanges {
  return {
    ...target.headers,
    ...(state.sessionId === undefined ? {} : { 'Mcp-Session-Id': state.sessionId }),
    ...(state.negotiated !== undefined && state.negotiated >= '2025-06-18'
      ? { 'MCP-Protocol-Version': state.negotiated }
      : {}),
    ...state.headers,
  };
}
