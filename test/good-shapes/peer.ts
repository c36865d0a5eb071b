// A small server core of its own, bent by options into shapes that the specification allows and the fixtures do not have.

// What goes over the wire is looked at member by member; a typed tree would say nothing more.
// oxlint-disable-next-line typescript/no-explicit-any
export type Loose = any;

export class Refusal extends Error {
  readonly code: number;
  readonly data: Loose;
  constructor(code: number, message: string, data?: Loose) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

export interface Call {
  readonly peer: { logLevel: number };
  readonly id: string | number;
  readonly revision: string;
  readonly clientCapabilities: Loose;
  readonly progressToken: string | number | undefined;
  readonly signal: AbortSignal;
  /** A notification that belongs to this request. */
  notify(method: string, params?: Loose): void;
  /** Asks the client; initialize era. */
  ask(method: string, params?: Loose): Promise<Loose>;
}

export type Method = (params: Loose, call: Call) => Loose | Promise<Loose>;

export interface Shape {
  readonly revisions: readonly string[];
  readonly info: Loose;
  readonly capabilities?: Loose;
  readonly instructions?: string;
  readonly methods: Readonly<Record<string, Method>>;
  /** What the server says to whoever asks for something before the handshake; default it serves. */
  readonly beforeHandshake?: Refusal;
  /** Refused until the initialized notification came, too. */
  readonly waitsForInitialized?: boolean;
  /** One request after the other. */
  readonly serial?: boolean;
  /** Answers leave up to so many milliseconds later, in any order. */
  readonly anyOrder?: number;
  /** Cancellation stops work and silences the answer; default it is ignored, which a server may do. */
  readonly cancels?: boolean;
  /** Said once the client is ready, and then every so often. */
  readonly chatter?: (say: (message: Loose) => void, peer: Peer) => (() => void) | void;
  /** Added to each result. */
  readonly dress?: (result: Loose, method: string) => Loose;
}

const META = 'io.modelcontextprotocol/';
const isObject = (value: unknown): value is Record<string, Loose> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isId = (value: unknown): value is string | number => typeof value === 'string' || Number.isSafeInteger(value);

type Say = (message: Loose) => void;

/** One conversation. */
export class Peer {
  readonly shape: Shape;
  revision: string;
  phase: 'new' | 'open' | 'ready' = 'new';
  clientCapabilities: Loose = {};
  /** From debug (0) to emergency (7). */
  logLevel = 0;
  readonly #say: Say;
  #turn: Promise<unknown> = Promise.resolve();
  #next = 0;
  readonly #asked = new Map<string, (message: Loose) => void>();
  readonly #running = new Map<string, AbortController>();
  #stop: (() => void) | void = undefined;

  constructor(shape: Shape, say: Say) {
    this.shape = shape;
    this.#say = say;
    this.revision = shape.revisions.at(-1) ?? '';
  }

  close(): void {
    this.#stop?.();
    for (const one of this.#running.values()) one.abort('closed');
  }

  /** Answers one JSON value; `say` is where what belongs to it goes. */
  async take(value: Loose, say: Say = this.#say): Promise<Loose> {
    if (Array.isArray(value)) return this.#batch(value, say);
    if (!isObject(value) || value['jsonrpc'] !== '2.0') return this.#error(undefined, -32600, 'Invalid Request');
    const { id, method } = value;
    if (method === undefined && isId(id)) {
      this.#asked.get(String(id))?.(value);
      return undefined;
    }
    if (typeof method !== 'string') return this.#error(id, -32600, 'Invalid Request');
    if (!Object.hasOwn(value, 'id')) return this.#notice(method, value['params']);
    const fits = isId(id) && (value['params'] === undefined || isObject(value['params']));
    if (!fits) return this.#error(id, -32600, 'Invalid Request');
    const work = (): Promise<Loose> => this.#serve(id, method, value['params'] ?? {}, say);
    if (this.shape.serial !== true) return work();
    const mine = this.#turn.then(work);
    this.#turn = mine;
    return mine;
  }

  async #batch(values: Loose[], say: Say): Promise<Loose> {
    // Batches are of 2025-03-26; the older revision inherits them from JSON-RPC.
    if (values.length === 0 || this.revision > '2025-03-26') return this.#error(undefined, -32600, 'Invalid Request');
    const answers = (await Promise.all(values.map((one) => this.take(one, say)))).filter((one) => one !== undefined);
    return answers.length === 0 ? undefined : answers;
  }

  #error(id: Loose, code: number, message: string, data?: Loose): Loose {
    const error = data === undefined ? { code, message } : { code, message, data };
    if (isId(id)) return { jsonrpc: '2.0', id, error };
    return this.revision >= '2025-11-25' ? { jsonrpc: '2.0', error } : { jsonrpc: '2.0', id: null, error };
  }

  #notice(method: string, params: Loose): undefined {
    if (method === 'notifications/initialized' && this.phase === 'open') {
      this.phase = 'ready';
      this.#stop = this.shape.chatter?.(this.#say, this);
    }
    if (method === 'notifications/cancelled' && this.shape.cancels === true)
      this.#running.get(String(params?.requestId))?.abort('cancelled');
    return undefined;
  }

  async #serve(id: string | number, method: string, params: Loose, say: Say): Promise<Loose> {
    const abort = new AbortController();
    this.#running.set(String(id), abort);
    try {
      const result = await this.#result(id, method, params, say, abort.signal);
      if (this.shape.anyOrder !== undefined && method !== 'initialize')
        await new Promise((go) => setTimeout(go, Math.random() * (this.shape.anyOrder ?? 0)));
      if (abort.signal.aborted) return undefined;
      return { jsonrpc: '2.0', id, result: this.shape.dress?.(result, method) ?? result };
    } catch (thrown) {
      if (abort.signal.aborted) return undefined;
      if (thrown instanceof Refusal) return this.#error(id, thrown.code, thrown.message, thrown.data);
      return this.#error(id, -32603, 'Internal error');
    } finally {
      this.#running.delete(String(id));
    }
  }

  async #result(id: string | number, method: string, params: Loose, say: Say, signal: AbortSignal): Promise<Loose> {
    if (method === 'ping') return {};
    if (method === 'initialize') return this.initialize(params);
    const early = this.phase === 'new' || (this.phase === 'open' && this.shape.waitsForInitialized === true);
    if (early && this.shape.beforeHandshake !== undefined) throw this.shape.beforeHandshake;
    const found = Object.hasOwn(this.shape.methods, method) ? this.shape.methods[method] : undefined;
    if (found === undefined) throw new Refusal(-32601, 'Method not found');
    return found(params, this.#call(id, params, say, signal));
  }

  /** The handshake; a version that is not served is answered with the newest that is. */
  initialize(params: Loose): Loose {
    const { protocolVersion, capabilities } = params;
    if (typeof protocolVersion !== 'string' || !isObject(capabilities) || !isObject(params.clientInfo))
      throw new Refusal(-32602, 'Invalid params');
    const { revisions, info, instructions } = this.shape;
    this.revision = revisions.includes(protocolVersion) ? protocolVersion : (revisions.at(-1) ?? '');
    this.phase = 'open';
    this.clientCapabilities = capabilities;
    const result = { protocolVersion: this.revision, capabilities: this.shape.capabilities ?? {}, serverInfo: info };
    return instructions === undefined ? result : { ...result, instructions };
  }

  #call(id: string | number, params: Loose, say: Say, signal: AbortSignal): Call {
    const meta = params?.['_meta'];
    const token = meta?.progressToken;
    return {
      peer: this,
      id,
      revision: this.revision,
      clientCapabilities: this.clientCapabilities,
      progressToken: isId(token) ? token : undefined,
      signal,
      notify: (method, more) =>
        say(more === undefined ? { jsonrpc: '2.0', method } : { jsonrpc: '2.0', method, params: more }),
      ask: (method, more) => this.ask(method, more, say),
    };
  }

  ask(method: string, params: Loose, say: Say = this.#say): Promise<Loose> {
    const id = `ask-${(this.#next += 1)}`;
    say(params === undefined ? { jsonrpc: '2.0', id, method } : { jsonrpc: '2.0', id, method, params });
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#asked.delete(id);
        reject(new Refusal(-32603, 'The client did not answer'));
      }, 5000);
      this.#asked.set(id, (message) => {
        clearTimeout(late);
        this.#asked.delete(id);
        if (message.error === undefined) resolve(message.result);
        else reject(new Refusal(-32603, 'The client refused'));
      });
    });
  }
}

/** 2026-07-28 alone: each request stands by itself. Answers with the HTTP status beside the message. */
export async function takeModern(
  shape: Shape,
  value: Loose,
  say: Say,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly message: Loose } | undefined> {
  const refuse = (status: number, code: number, message: string, data?: Loose): { status: number; message: Loose } => {
    const error = data === undefined ? { code, message } : { code, message, data };
    return { status, message: isId(value?.id) ? { jsonrpc: '2.0', id: value.id, error } : { jsonrpc: '2.0', error } };
  };
  if (!isObject(value) || value['jsonrpc'] !== '2.0' || typeof value['method'] !== 'string')
    return refuse(400, -32600, 'Invalid Request');
  if (!Object.hasOwn(value, 'id')) return undefined;
  if (!isId(value['id'])) return refuse(400, -32600, 'Invalid Request');
  const { method, id } = value;
  const params = value['params'] ?? {};
  const meta = params['_meta'];
  const version = meta?.[`${META}protocolVersion`];
  const supported = [...shape.revisions];
  if (
    !isObject(params) ||
    !isObject(meta) ||
    typeof version !== 'string' ||
    !isObject(meta[`${META}clientCapabilities`])
  )
    return refuse(400, -32602, `Missing request metadata; this server supports ${supported.join(', ')}`, { supported });
  if (!supported.includes(version))
    return refuse(400, -32022, 'Unsupported protocol version', { supported, requested: version });
  const call: Call = {
    peer: { logLevel: 0 },
    id,
    revision: version,
    clientCapabilities: meta[`${META}clientCapabilities`],
    progressToken: meta['progressToken'],
    signal,
    notify: (name, more) => say({ jsonrpc: '2.0', method: name, ...(more === undefined ? {} : { params: more }) }),
    ask: () => Promise.reject(new Refusal(-32603, 'not in this revision')),
  };
  const found = method === 'server/discover' ? discover(shape) : shape.methods[method];
  if (found === undefined || !(method === 'server/discover' || Object.hasOwn(shape.methods, method)))
    return refuse(404, -32601, 'Method not found');
  try {
    const result = await found(params, call);
    if (signal.aborted) return undefined;
    const cached = /^(?:server\/discover|.*\/list|resources\/read)$/.test(method) && result.resultType === undefined;
    const full = {
      ...result,
      resultType: result.resultType ?? 'complete',
      ...(cached ? { ttlMs: 0, cacheScope: 'private' } : {}),
      _meta: { ...result._meta, [`${META}serverInfo`]: shape.info },
    };
    return { status: 200, message: { jsonrpc: '2.0', id, result: full } };
  } catch (thrown) {
    if (signal.aborted) return undefined;
    if (!(thrown instanceof Refusal)) return refuse(200, -32603, 'Internal error');
    return refuse(thrown.code === -32021 ? 400 : 200, thrown.code, thrown.message, thrown.data);
  }
}

const discover =
  (shape: Shape): Method =>
  () => ({
    supportedVersions: [...shape.revisions],
    capabilities: shape.capabilities ?? {},
    ...(shape.instructions === undefined ? {} : { instructions: shape.instructions }),
  });
