// What the parts of this server say to each other. Written from the specification of 2026-07-28; shares nothing with fixtures/good.

import type { IncomingMessage } from 'node:http';

export type Obj = Record<string, unknown>;

export const VERSION = '2026-07-28';
const OWN = 'io.modelcontextprotocol/';
export const KEY = {
  version: `${OWN}protocolVersion`,
  client: `${OWN}clientInfo`,
  capabilities: `${OWN}clientCapabilities`,
  level: `${OWN}logLevel`,
  server: `${OWN}serverInfo`,
  subscription: `${OWN}subscriptionId`,
  tasks: `${OWN}tasks`,
} as const;

/** An error answer; `status` is what HTTP says beside it. */
export class Refusal extends Error {
  readonly code: number;
  readonly data: unknown;
  readonly status: number;
  constructor(code: number, message: string, data?: unknown, status = 200) {
    super(message);
    this.code = code;
    this.data = data;
    this.status = status;
  }
}

/** Not an answer yet: the client is asked for input first. */
export class InputNeeded extends Error {
  readonly requests: Obj;
  readonly state: Obj;
  constructor(requests: Obj, state: Obj) {
    super('input needed');
    this.requests = requests;
    this.state = state;
  }
}

export const isObj = (value: unknown): value is Obj =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const objOf = (value: unknown): Obj => (isObj(value) ? value : {});
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One connection, or one HTTP request, as the dispatcher sees it. */
export interface Link {
  readonly transport: 'stdio' | 'http';
  /** What a connection could remember; a good server looks at `running` alone, for cancellations. */
  readonly memory: Memory;
  readonly signal: AbortSignal;
  send(message: Obj, status?: number): void;
}

export interface Memory {
  readonly running: Map<unknown, AbortController>;
  readonly notes: Map<string, unknown>;
}

export const newMemory = (): Memory => ({ running: new Map(), notes: new Map() });

/** One request that is being answered. */
export interface Call {
  readonly id: unknown;
  readonly method: string;
  readonly params: Obj;
  readonly meta: Obj;
  readonly capabilities: Obj;
  readonly server: Server;
  readonly link: Link;
  readonly signal: AbortSignal;
  say(method: string, params: Obj): void;
  log(level: string, data: unknown): void;
  progress(progress: number, total: number): void;
}

export interface Tool {
  name: string;
  definition: Obj;
  run(args: Obj, call: Call): Promise<Obj> | Obj;
  /** Runs as a task where the client declares the extension. */
  job?: boolean;
}

export interface Parts {
  capabilities: Obj;
  info: Obj;
  instructions: string;
  supported: unknown;
  tools: Tool[];
  resources: Obj[];
  templates: Obj[];
  prompts: Obj[];
  contents: Map<string, () => Obj>;
  messages: Map<string, (args: Obj, call: Call) => Obj[]>;
  values: Map<string, string[]>;
  pageSize: number;
}

export interface Listen {
  readonly call: Call;
  readonly filter: Obj;
  readonly link: Link;
  end(): void;
}

export interface Server {
  readonly parts: Parts;
  readonly mutant: Mutant;
  readonly listens: Set<Listen>;
  readonly jobs: Map<string, Job>;
  readonly notes: Map<string, unknown>;
  /** What all connections of one target could share: a file, say. */
  readonly shared: Map<string, unknown>;
  /** `true` where the planted fault leaves this out, or does it the wrong way. */
  lax(name: string): boolean;
}

export interface Job {
  readonly id: string;
  readonly abort: AbortController;
  readonly createdAt: string;
  readonly asked: Map<string, { readonly request: Obj; readonly answer: (response: Obj) => void }>;
  status: string;
  message: string;
  updatedAt: string;
  result?: Obj;
  error?: Obj;
}

/** What a message out belongs to. */
export interface About {
  readonly method: string;
  readonly params: Obj;
  readonly id: unknown;
  readonly server: Server;
  readonly link: Link;
}

/** One planted fault: named omissions, and hooks at the doors of the server. */
export interface Mutant {
  readonly lax?: readonly string[];
  readonly parts?: (parts: Parts) => void;
  /** Answers instead of the server: a result, a thrown Refusal, or `undefined` for "go on". */
  readonly asked?: (call: Call) => Obj | undefined | Promise<Obj | undefined>;
  /** Every message on its way out. */
  readonly said?: (message: Obj, about: About) => readonly Obj[];
  /** Every text on its way out. */
  readonly text?: (text: string, message: Obj) => string | Buffer;
  /** A stdio connection was opened. */
  readonly opened?: (say: (text: string) => void, server: Server) => void;
  /** Before anything is looked at, over HTTP; `true` when it was answered. */
  readonly web?: (visit: Visit, request: IncomingMessage) => boolean | undefined | Promise<boolean>;
  /** Response headers over HTTP, changed in place. */
  readonly headers?: (headers: Record<string, string>, visit: Visit, message?: Obj) => void;
  readonly status?: (status: number, message: Obj | undefined, visit: Visit) => number;
}

export interface Visit {
  readonly verb: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  readonly message: unknown;
  answer(status: number, headers: Record<string, string>, body: string | Buffer): void;
  /** Keeps the answer open after this. */
  begin(status: number, headers: Record<string, string>, first: string): void;
}
