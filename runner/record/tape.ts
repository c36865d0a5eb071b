// What passed between a real client and its target, kept as evidence that `judge` reads: the same frames and exchanges
// as those of an audit, with the client in our place. Nothing here speaks; it only listens.

import { isObject, member } from '../../suites/kernel/look.ts';
import type { Frame, HttpFacts, JsonObject, Recording, SseFacts } from '../../suites/kernel/recording.ts';
import { eraOf, isRevision, type Revision, type Transport } from '../../suites/kernel/revision.ts';
import type { EvidenceFile } from '../engine/evidence.ts';
import { type OpenExchange, Recorder } from '../wire/recorder.ts';
import type { Calls } from './calls.ts';

export interface TapeOptions {
  readonly transport: Transport;
  readonly label: string;
  readonly evidence: EvidenceFile;
  readonly calls: Calls;
  readonly credentials: boolean;
}

export interface Passed {
  readonly lane: string;
  readonly via: Frame['via'];
  readonly bytes: Uint8Array | string;
  readonly message?: string;
  readonly parse?: boolean;
  readonly http?: HttpFacts;
  readonly sse?: SseFacts;
  readonly stream?: string;
  readonly exit?: Frame['exit'];
}

const LANE = 'main';
/** Frames kept in memory at most. */
const FORGET = 2000;

interface Waiting {
  readonly exchange: OpenExchange;
  readonly key: string;
  readonly began: number;
}

export class Tape {
  readonly recorder: Recorder;
  readonly #options: TapeOptions;
  readonly #waiting = new Set<Waiting>();
  #revision: Revision = '2025-11-25';
  #server: Recording['server'] = {};
  #capabilities: JsonObject = {};
  #clientCapabilities: JsonObject = {};
  #instructions: string | undefined;

  constructor(options: TapeOptions) {
    this.#options = options;
    this.recorder = new Recorder('r1', { frame: 0, exchange: 0 }, performance.now(), (line) =>
      options.evidence.write(line),
    );
    this.#describe();
  }

  /** Something the client sent. On HTTP the exchange of the request is given back, for its answer. */
  sent(passed: Passed): OpenExchange {
    const frame = this.recorder.frame({ ...passed, origin: 'harness' });
    const method = member(frame.json, 'method');
    const exchange = this.recorder.open({
      lane: passed.lane,
      method: typeof method === 'string' ? method : passed.http?.method === 'GET' ? 'GET' : 'raw',
      by: 'client',
      sent: frame,
    });
    this.#learnFromClient(frame);
    const key = idKey(frame.json);
    if (typeof method === 'string' && key !== undefined) {
      this.#waiting.add({ exchange, key, began: this.recorder.now() });
      this.#options.calls.asked(exchange.id, method, member(frame.json, 'params'));
    } else if (passed.via === 'stdio') {
      exchange.outcome = 'accepted';
      this.recorder.keep(exchange);
    }
    return exchange;
  }

  /** Something the target sent, in answer to a request of HTTP or, on stdio, found by its id. */
  received(passed: Passed, owner?: OpenExchange): void {
    const frame = this.recorder.frame({ ...passed, origin: 'target' });
    this.#forget();
    const response = isObject(frame.json) && ('result' in frame.json || 'error' in frame.json);
    const key = response ? idKey(frame.json) : undefined;
    const waiting = key === undefined ? undefined : this.#waitingFor(key, passed.lane, owner);
    const exchange = waiting?.exchange ?? owner;
    exchange?.received.push(frame);
    if (waiting === undefined || key === undefined || exchange === undefined) return;
    this.#waiting.delete(waiting);
    exchange.response = frame;
    exchange.outcome = isObject(frame.json) && 'result' in frame.json ? 'result' : 'error';
    exchange.ms = this.recorder.now() - waiting.began;
    this.recorder.keep(exchange);
    this.#options.calls.answered(exchange.id, frame.raw.length, exchange.outcome, exchange.ms);
    this.#learnFromTarget(exchange, frame);
  }

  /** The HTTP answer of a request tells whose response it is; elsewhere the id within the connection does. */
  #waitingFor(key: string, lane: string, owner: OpenExchange | undefined): Waiting | undefined {
    const open = [...this.#waiting].filter((one) => one.key === key);
    return open.find(({ exchange }) => exchange === owner) ?? open.find(({ exchange }) => exchange.lane === lane);
  }

  /** Everything is in the evidence file by now: a client that stays for days must not fill the memory. */
  #forget(): void {
    if (this.recorder.frames.length < FORGET) return;
    this.recorder.frames.length = 0;
    this.recorder.exchanges.length = 0;
  }

  /** Writes an exchange of HTTP that ended with its answer. */
  ended(exchange: OpenExchange, status: number): void {
    exchange.status = status;
    if (exchange.response === undefined)
      exchange.outcome = status >= 400 ? 'http-refusal' : status === 202 ? 'accepted' : 'no-message';
    this.recorder.keep(exchange);
  }

  /** What is still unanswered when the connection ends was never answered. */
  close(): void {
    for (const { exchange } of this.#waiting) {
      exchange.outcome = 'closed';
      this.recorder.keep(exchange);
    }
    this.#waiting.clear();
    this.#describe();
  }

  recording(): Recording {
    const { transport, label, credentials } = this.#options;
    return {
      format: 'assay-recording/1',
      target: { kind: transport === 'stdio' ? 'stdio' : 'http', label },
      revision: this.#revision,
      era: eraOf(this.#revision),
      transport,
      seed: 0,
      server: this.#server,
      capabilities: this.#capabilities,
      ...(this.#instructions === undefined ? {} : { instructions: this.#instructions }),
      lanes: this.recorder.lanes,
      frames: this.recorder.frames,
      exchanges: this.recorder.exchanges,
      measures: {},
      facts: { callable: [], speaks: [this.#revision], known: [], credentials },
    };
  }

  #describe(): void {
    this.recorder.lane({
      id: LANE,
      purpose: 'client',
      clientCapabilities: this.#clientCapabilities,
      revision: this.#revision,
    });
    this.#options.evidence.describe(this);
  }

  #learnFromClient(frame: Frame): void {
    const params = member(frame.json, 'params');
    const meta = member(params, '_meta');
    const capabilities = member(params, 'capabilities') ?? member(meta, 'io.modelcontextprotocol/clientCapabilities');
    const version = member(meta, 'io.modelcontextprotocol/protocolVersion');
    if (isObject(capabilities)) this.#clientCapabilities = capabilities;
    if (isRevision(version)) this.#revision = version;
  }

  #learnFromTarget(exchange: OpenExchange, frame: Frame): void {
    const result = member(frame.json, 'result');
    if (exchange.method !== 'initialize' && exchange.method !== 'server/discover') return;
    const version = member(result, 'protocolVersion');
    if (isRevision(version)) this.#revision = version;
    const info = member(result, 'serverInfo') ?? member(member(result, '_meta'), 'io.modelcontextprotocol/serverInfo');
    const [name, release] = [member(info, 'name'), member(info, 'version')];
    this.#server = {
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof release === 'string' ? { version: release } : {}),
    };
    const capabilities = member(result, 'capabilities');
    if (isObject(capabilities)) this.#capabilities = capabilities;
    const instructions = member(result, 'instructions');
    if (typeof instructions === 'string') this.#instructions = instructions;
    if (typeof name === 'string') this.#options.calls.names(name);
    this.#describe();
  }
}

/** Ids of different types are different: `1` and `"1"`. */
function idKey(message: unknown): string | undefined {
  const id = member(message, 'id');
  return typeof id === 'string' || typeof id === 'number' ? JSON.stringify(id) : undefined;
}
