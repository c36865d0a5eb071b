// A small raw server of the initialize era, written from the specification alone, whose every part a mutant may replace.
//
// It shares nothing with the good server that the rules are proved on: what finds faults there must find them here too.

/** Mutants play with values as loose as the wire. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Loose = any;
export type Dict = Record<string, Loose>;

/** One client: a process on stdio, a session over HTTP. */
export interface Connection {
  version: string;
  client: Dict;
  phase: 'new' | 'open' | 'ready';
  level: string;
  readonly subscribed: Set<string>;
  readonly running: Map<unknown, AbortController>;
  readonly waiting: Map<unknown, (answer: Dict) => void>;
  readonly tasks: Map<string, Dict>;
  /** Whatever a mutant remembers. */
  readonly notes: Map<string, Loose>;
  asked: number;
  /** Where messages go that belong to no request. */
  say: (message: Dict) => void;
  hangUp: () => void;
}

/** What a handler has at hand. */
export interface Work {
  readonly connection: Connection;
  readonly id: unknown;
  readonly signal: AbortSignal;
  /** Sends where the answer will go. */
  send(message: Dict): void;
  notify(method: string, params?: Dict): void;
  ask(method: string, params?: Dict, patience?: number): Promise<Dict>;
  progress(progress: Loose, more?: Dict): void;
  readonly meta: Dict;
}

export type Handler = (params: Dict, work: Work) => Loose;

export class Refusal extends Error {
  readonly code: Loose;
  readonly data: Loose;
  constructor(code: Loose, message: string, data?: Loose) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

export interface Server {
  info: Dict;
  versions: string[];
  capabilities: Dict;
  tools: Dict[];
  /** By tool name. */
  calls: Record<string, Handler>;
  resources: Dict[];
  templates: Dict[];
  prompts: Dict[];
  /** By URI. */
  contents: Record<string, () => Dict[]>;
  methods: Record<string, Handler>;
  notices: Record<string, (params: Dict, connection: Connection) => void>;
  batches: (connection: Connection, messages: Loose[]) => boolean;
  /** The last touch on a response before it is sent; `undefined` sends none. */
  reply: (reply: Dict, message: Dict, connection: Connection, work: Work) => Dict | undefined;
  /** The last touch on every message that goes out. */
  out: (message: Dict, connection: Connection) => Dict | undefined;
  /** What a message that is no message gets. */
  invalid: (message: Loose, connection: Connection) => Dict | undefined;
  unreadable: (text: string, connection: Connection) => Dict | undefined;
  /** Before a message is dispatched; `false` drops it. */
  before: (message: Dict, connection: Connection) => Loose;
  /** A response to a request of ours that nobody waits for. */
  stray: (message: Dict, connection: Connection) => Loose;
  requestId: (connection: Connection) => Loose;
  page: number;
  cursor: { make: (at: number, kind: string) => Loose; read: (cursor: Loose, kind: string) => number | undefined };
  connections: Set<Connection>;
  http: Dict;
  lines: Dict;
  /** Shared by all connections. */
  notes: Map<string, Loose>;
}

export const connect = (say: (message: Dict) => void, hangUp: () => void): Connection => ({
  version: '2025-11-25',
  client: {},
  phase: 'new',
  level: 'info',
  subscribed: new Set(),
  running: new Map(),
  waiting: new Map(),
  tasks: new Map(),
  notes: new Map(),
  asked: 0,
  say,
  hangUp,
});

const isDict = (value: unknown): value is Dict => typeof value === 'object' && value !== null && !Array.isArray(value);
export const dict = (value: unknown): Dict => (isDict(value) ? value : {});

export const refused = (id: Loose, code: Loose, message: string, data?: Loose): Dict => ({
  jsonrpc: '2.0',
  ...(id === undefined ? {} : { id }),
  error: { code, message, ...(data === undefined ? {} : { data }) },
});

const isId = (id: unknown): boolean => typeof id === 'string' || Number.isInteger(id);

export const kindOf = (message: Loose): 'request' | 'notice' | 'response' | 'invalid' => {
  if (!isDict(message) || message['jsonrpc'] !== '2.0') return 'invalid';
  if (typeof message['method'] === 'string') {
    if (!Object.hasOwn(message, 'id')) return 'notice';
    return isId(message['id']) ? 'request' : 'invalid';
  }
  return ('result' in message || 'error' in message) && isId(message['id']) ? 'response' : 'invalid';
};

/** Takes one message in; the answer goes to `send`. Resolves once everything has been said. */
export async function take(
  server: Server,
  connection: Connection,
  message: Loose,
  send: (message: Dict) => void,
): Promise<void> {
  if (isDict(message) && server.before(message, connection) === false) return;
  const put = (one: Dict | undefined): void => {
    const last = one === undefined ? undefined : server.out(one, connection);
    if (last !== undefined) send(last);
  };
  const kind = kindOf(message);
  if (kind === 'invalid') return put(server.invalid(message, connection));
  if (kind === 'response') return answered(server, connection, message);
  if (kind === 'notice') return server.notices[message.method]?.(dict(message.params), connection);
  const abort = new AbortController();
  const work = workOn(server, connection, message, abort.signal, put);
  connection.running.set(message.id, abort);
  const reply = await perform(server, connection, message, work);
  connection.running.delete(message.id);
  // Whoever cancels waits for no answer.
  if (!abort.signal.aborted || message.method === 'initialize') put(server.reply(reply, message, connection, work));
}

async function perform(server: Server, connection: Connection, message: Dict, work: Work): Promise<Dict> {
  const { id, method } = message;
  try {
    const handler = Object.hasOwn(server.methods, method) ? server.methods[method] : undefined;
    if (connection.phase === 'new' && method !== 'initialize' && method !== 'ping')
      throw new Refusal(-32600, 'Send initialize first');
    if (handler === undefined) throw new Refusal(-32601, `No method ${JSON.stringify(method).slice(0, 80)}`);
    if (message['params'] !== undefined && !isDict(message['params']))
      throw new Refusal(-32602, 'params must be an object');
    return { jsonrpc: '2.0', id, result: await handler(dict(message['params']), work) };
  } catch (error) {
    if (error instanceof Refusal) return refused(id, error.code, error.message, error.data);
    return refused(id, -32603, 'Something went wrong here');
  }
}

function answered(server: Server, connection: Connection, message: Dict): void {
  const waiting = connection.waiting.get(message['id']);
  connection.waiting.delete(message['id']);
  if (waiting === undefined) return server.stray(message, connection);
  waiting(message);
}

/** Asks the client, and gives up as the specification wants it: with a cancellation. */
export function ask(
  server: Server,
  connection: Connection,
  method: string,
  params: Dict | undefined,
  send: (message: Dict) => void,
  patience = Number(server.http['patience'] ?? 8_000),
): Promise<Dict> {
  const id = server.requestId(connection);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      connection.waiting.delete(id);
      send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id, reason: 'no answer' } });
      resolve(refused(id, -32001, 'The client did not answer'));
    }, patience);
    connection.waiting.set(id, (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    send({ jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) });
  });
}

function workOn(
  server: Server,
  connection: Connection,
  message: Dict,
  signal: AbortSignal,
  send: (message: Dict) => void,
): Work {
  const meta = dict(dict(message['params'])['_meta']);
  const notify = (method: string, params?: Dict): void =>
    send({ jsonrpc: '2.0', method, ...(params === undefined ? {} : { params }) });
  return {
    connection,
    id: message['id'],
    signal,
    meta,
    send,
    notify,
    ask: (method, params, patience) => ask(server, connection, method, params, send, patience),
    progress: (progress, more = {}) => {
      if (meta['progressToken'] === undefined || signal.aborted) return;
      notify('notifications/progress', { progressToken: meta['progressToken'], progress, ...more });
    },
  };
}

export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
