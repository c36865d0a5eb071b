// The contract every rule is written against: metadata, what it needs, what it may ask, and a pure judge.

import type { AccessFacts, ActiveFacts, Exchange, Frame, Json, JsonObject, KnownCall, Recording } from './recording.ts';
import type { Era, Revision, Span, Transport } from './revision.ts';

export type Level = 'must' | 'should' | 'advice';
export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** Points into evidence: an exchange (`e12`) or a lone frame (`f7`), and a JSON pointer (RFC 6901) into the message. */
export interface Where {
  readonly exchange: string;
  readonly pointer?: string;
}

export interface Finding {
  readonly at: readonly Where[];
  /** What was seen, short; masked and escaped on the way out, never here. */
  readonly got: string;
  readonly want: string;
  readonly severity?: Severity;
  /** Tells findings of one rule apart and stays the same from run to run; built from names, never from positions or ids. */
  readonly key?: string;
}

/** What a judge returns. `seen` counts the things judged; nothing seen and nothing found is a skip, never a pass. */
export interface Judged {
  readonly seen: number;
  readonly findings: readonly Finding[];
  /** Why nothing could be judged, where `seen` is 0: shown as the note of the skip. */
  readonly note?: string;
}

export interface RequestOptions {
  /** Names the exchange, to find it again when judging. */
  readonly tag?: string;
  /** JSON-RPC id to use instead of the next number. */
  readonly id?: string | number;
  readonly timeout?: number;
  /** HTTP headers to add or replace; `null` removes one that would be sent. Ignored on stdio. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Per-request era: `_meta` members to add or replace; `null` removes one. Initialize era: merged into params._meta. */
  readonly meta?: Readonly<Record<string, Json>>;
  /** What is wrong with this on purpose; tells the guard that it is no mistake of ours. */
  readonly deliberate?: string;
  /** Asks for progress with this token. */
  readonly progressToken?: string | number;
  /** Send `params` exactly as given: add no `_meta`. */
  readonly bare?: boolean;
  /** Called for each frame as it comes, so that a probe can react (cancel on first progress, …). */
  readonly onFrame?: (frame: Frame) => void;
  readonly signal?: AbortSignal;
}

/** A bare HTTP request, for what JSON-RPC cannot say: methods, paths, headers, broken bodies. */
export interface HttpRequest {
  readonly method?: string;
  /** Path and query relative to the endpoint's origin, or absolute on that origin; default the endpoint itself. */
  readonly path?: string;
  /** Replaces the usual headers of the session; `null` removes one. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string | Uint8Array;
  readonly tag?: string;
  readonly timeout?: number;
  readonly deliberate?: string;
  /** For streams: resolve at the head and keep reading in the background. */
  readonly stream?: boolean;
  /** Send the Bearer token of the target in the query (`access_token`) instead of the header; nothing where there is none. */
  readonly tokenInQuery?: boolean;
  /** Send this token of the configuration (`tokens:`) instead of the credentials of the target; see `Facts.tokens`. */
  readonly token?: string;
  /** Leave out session id, protocol version and credentials: the request of a stranger. */
  readonly anonymous?: boolean;
}

export interface ForkOptions {
  /** `false`: a fresh connection on which nothing has been sent. Default: opened like the parent. */
  readonly handshake?: boolean;
  /** Capabilities the client declares; default all that the revision has. */
  readonly clientCapabilities?: JsonObject;
  readonly revision?: Revision;
  /** Headers on every request of this lane; `null` removes one (credentials of the target, for instance). */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** How requests of the target are answered, by method; default: ping {}, roots/list [], sampling a short text, elicitation decline. */
  readonly answers?: Readonly<Record<string, Answer>>;
  /** HTTP, initialize era: open the listening GET stream too. */
  readonly listen?: boolean;
  /**
   * stdio: an open lane that nobody uses any more will do, for its processes are slow to start. It is held until the asker
   * is done, and others may have it after that; `fresh`: none that anybody used before. Over HTTP every lane is its own.
   * Only a lane whose client declared the same is one. Not together with what else a lane is opened with: headers,
   * revision, handshake, caller, token.
   */
  readonly reuse?: boolean | 'fresh';
  /** stdio: goes before others that wait for their process to start, because what follows takes long. */
  readonly urgent?: boolean;
  /** All requests of this lane bear this token of the configuration (`tokens:`). */
  readonly token?: string;
  readonly purpose?: string;
  /** Speaks as this caller of the configuration and with nothing of anybody else's; `null`: without any credentials. */
  readonly caller?: string | null;
  /** With a token of its own, which `revoke` ends; only callers whose authorization server has a revocation endpoint. */
  readonly ownToken?: boolean;
}

/** `undefined`: stay silent. */
export type AnswerGiven = { readonly result: JsonObject } | { readonly error: { code: number; message: string } };

/** A promise: the answer is held back until it is fulfilled. */
export type Answer = (params: JsonObject) => AnswerGiven | undefined | Promise<AnswerGiven | undefined>;

/** All that a probe may do. One session is one lane; it never throws for what the target does. */
export interface Session {
  readonly lane: string;
  readonly revision: Revision;
  readonly era: Era;
  readonly transport: Transport;
  /** As the server declared them. */
  readonly capabilities: JsonObject;
  readonly clientCapabilities: JsonObject;
  readonly sessionId?: string;
  /** What is known and allowed: see Facts. */
  readonly callable: readonly string[];
  readonly known: readonly KnownCall[];
  /** What attacks are proved by; only where they are allowed, and see Facts. */
  readonly active?: ActiveFacts | undefined;
  /** Callers of the configuration, where this recording compares them. */
  readonly access: AccessFacts | undefined;
  /** The options of this run allow this definition of a tool to be called, by whomever it was listed to. */
  mayCall(tool: unknown): boolean;
  /** Ends the token of a lane that was opened with `ownToken`; `false` where there is none, or it was not taken. */
  revoke(): Promise<boolean>;
  /** `false` once the process is gone or the connection is closed. */
  readonly alive: boolean;
  /** Every frame of this lane so far. */
  readonly frames: readonly Frame[];
  /** From the seed; in [0, 1). */
  random(): number;
  now(): number;
  pause(ms: number): Promise<void>;
  /** Sends a request and waits for its response, the timeout, or the end of the connection. */
  request(method: string, params?: unknown, options?: RequestOptions): Promise<Exchange>;
  /** Sends a notification; on HTTP the exchange holds the status. */
  notify(method: string, params?: unknown, options?: RequestOptions): Promise<Exchange>;
  /** Sends this text or these bytes as they are: one line on stdio, one POST body on HTTP. Waits for an answer with `expect`, or for the first message with a null or unknown id, or for `quiet` ms without any. */
  raw(bytes: string | Uint8Array, options: RawOptions): Promise<Exchange>;
  /** HTTP only; on stdio a rule that needs it is not planned. */
  http(request: HttpRequest): Promise<Exchange>;
  /** HTTP only: these bytes on a connection of their own to the host and port of the endpoint, and all that comes back as one frame. */
  bytes(data: string, options: BytesOptions): Promise<Exchange>;
  /** HTTPS only: one TLS handshake; where it succeeds the answer holds TlsFacts. */
  tls(options: TlsOptions): Promise<Exchange>;
  /** Waits until the target has had time to say what it would say: a fence request and a short pause. */
  settle(ms?: number): Promise<Exchange>;
  /** A fresh lane: a new process on stdio, a new session on HTTP. Closed by the engine at the end of the probe. */
  fork(options?: ForkOptions): Promise<Session>;
  /** Ends this lane: `eof` closes stdin, `sigterm`, `delete` sends HTTP DELETE, `drop` breaks the connection. */
  end(how: 'eof' | 'sigterm' | 'delete' | 'drop', options?: { tag?: string; timeout?: number }): Promise<Exchange>;
}

export interface RawOptions {
  readonly deliberate: string;
  readonly tag?: string;
  readonly expect?: string | number;
  /** Milliseconds of silence after which no answer is taken as the answer; default 400. */
  readonly quiet?: number;
  readonly timeout?: number;
  readonly headers?: Readonly<Record<string, string | null>>;
  /** stdio: writes in pieces, cut at these byte offsets, with a short pause between them. */
  readonly cuts?: readonly number[];
}

export interface BytesOptions {
  readonly deliberate: string;
  readonly tag?: string;
  /** Sent on the same connection once something has come back and nothing more comes. */
  readonly next?: string;
  /** Milliseconds of silence after the first byte that end the wait; default 150. */
  readonly quiet?: number;
  readonly timeout?: number;
}

export interface TlsOptions {
  readonly tag?: string;
  /** The newest version offered; default whatever the system has. */
  readonly newest?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2';
  readonly timeout?: number;
}

/** A named view over a recording; asked once per run, read purely, memoised. */
export interface Artifact<T> {
  readonly id: string;
  /** Asked after these. */
  readonly after?: readonly Artifact<unknown>[];
  /** `false` where the server does not declare what this needs: rules that need it skip as `not-declared`. */
  readonly declared?: (
    capabilities: JsonObject,
    recording: Pick<Recording, 'revision' | 'era' | 'transport'>,
  ) => boolean;
  /** `passive`: its gathering asks no more than any client does (the list methods), so a passive audit has it too. */
  readonly touch?: 'passive' | 'probing';
  /** stdio: the lane that gathering will fork, where it may be long in coming: it opens at once, and others get it where it was not needed. */
  readonly ahead?: (recording: Pick<Recording, 'era' | 'capabilities'>) => ForkOptions | undefined;
  /** Runs on the main lane with `by` set to `artifact:<id>`. */
  readonly gather?: (session: Session, views: ViewReader) => Promise<void>;
  readonly read: (recording: Recording, views: ViewReader) => T;
}

/** Reads another artifact over what has been recorded so far. */
export type ViewReader = <T>(artifact: Artifact<T>) => T;

export type Needs = Readonly<Record<string, Artifact<unknown>>>;
export type Views<N extends Needs> = { readonly [K in keyof N]: N[K] extends Artifact<infer T> ? T : never };

/** What a judge may look at beside its views. */
export interface Look {
  readonly recording: Recording;
  /** The exchanges that this rule's own probe asked for, in order of sending. */
  readonly probe: readonly Exchange[];
  /** Those of them with this tag. */
  tagged(tag: string): readonly Exchange[];
}

/**
 * How far a rule goes. `passive`: judges what others gathered. `probing`: sends valid or harmlessly wrong messages.
 * `intrusive`: malformed bytes, floods, calls with hostile arguments. `heavy`: load. `active`: attacks that succeed where
 * the target is vulnerable; never without being asked for by name.
 */
export type Touch = 'passive' | 'probing' | 'intrusive' | 'heavy' | 'active';

/**
 * Where a probe runs. `main`: the session that gathers. `shared`: one further session with all other such probes, at
 * the same time. `rough`: a session where probes run one after the other and a dead one is replaced. `alone`: a session that
 * nobody else speaks on meanwhile; on stdio others may have before. `own`: a fresh session for this rule alone. Default:
 * `shared`.
 */
export type Isolation = 'main' | 'shared' | 'rough' | 'alone' | 'own';

export interface Check<N extends Needs = Needs> {
  /** A true sentence when the rule passes. */
  readonly title: string;
  readonly level: Level;
  /** Where a revision asks for it more or less strongly than `level` says. */
  readonly levels?: Readonly<Partial<Record<Revision, Level>>>;
  readonly revisions: Span;
  /** Default: all. */
  readonly transports?: readonly Transport[];
  /** Ids of the inventory; an id that stands in both files means the entry of each revision in the span. */
  readonly requirements: readonly string[];
  readonly why: string;
  readonly fix: string;
  /** The specification's page for this revision; default: the page of the first requirement. */
  readonly url?: (revision: Revision) => string;
  readonly tags?: readonly string[];
  /** Ids this rule had before. */
  readonly formerly?: readonly string[];
  readonly severity?: Severity;
  readonly touch: Touch;
  readonly isolation?: Isolation;
  /**
   * What the server must declare to give this rule anything, as a path into its capabilities (`resources.subscribe`);
   * `tasks` is the extension from 2026-07-28. Where nothing was seen and it is not declared, the skip says so.
   */
  readonly capability?: string;
  /** What the operator can write into the configuration where nothing was seen: the skip shows the line. */
  readonly enabledBy?: Enabling;
  readonly needs: N;
  /** Says, before anything is sent, why this target gives nothing to judge; `undefined` to go on. */
  readonly applies?: (views: Views<N>, recording: Recording) => Skip | undefined;
  readonly probe?: (session: Session, views: Views<N>) => Promise<void>;
  readonly judge: (views: Views<N>, look: Look) => Judged;
}

/** A call with a property (`known:`, the names of artifacts/known-calls), or any tool that may be called (`allow:`). */
export type Enabling = { readonly known: string; readonly method?: string } | { readonly allow: true };

export type SkipKind = 'revision' | 'transport' | 'not-declared' | 'nothing-to-judge' | 'not-allowed' | 'blocked';

export interface Skip {
  readonly kind: SkipKind;
  readonly note: string;
}

/** Types a rule and nothing more. */
export function check<const N extends Needs>(rule: Check<N>): Check<N> {
  return rule;
}

/** Types an artifact and nothing more. */
export function artifact<T>(definition: Artifact<T>): Artifact<T> {
  return definition;
}
