// What was seen on the wire, kept as data: a verdict is a function of this and of nothing else.

import type { Era, Revision, Transport } from './revision.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** HTTP facts of a frame. Header names keep the case they had on the wire; credentials are masked before anything is kept. */
export interface HttpFacts {
  readonly url?: string;
  readonly method?: string;
  readonly status?: number;
  readonly statusText?: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Fields of a server-sent event, beside its data (WHATWG HTML, server-sent events). */
export interface SseFacts {
  readonly event?: string;
  readonly id?: string;
  readonly retry?: number;
}

/** A piece of a frame that was too large to keep. */
export interface Extract {
  /** Bytes before it. */
  readonly at: number;
  readonly text: string;
}

/**
 * One message, line, event, HTTP head or body in either direction, exactly as it passed.
 *
 * via: `stdio` a line on stdin/stdout; `stderr` a chunk of the child's stderr; `post` an HTTP request body or a
 * JSON response body; `stream` one server-sent event; `head` an HTTP request or response head (or a response that
 * has no message in it); `exit` the end of a process, connection or event stream.
 */
export interface Frame {
  readonly seq: number;
  /** Milliseconds since the recording began. */
  readonly at: number;
  readonly lane: string;
  readonly origin: 'harness' | 'target';
  readonly via: 'stdio' | 'stderr' | 'post' | 'stream' | 'head' | 'exit';
  /** The text as it passed; where the bytes are no valid UTF-8 this is Latin-1 and `latin1` is true. */
  readonly raw: string;
  readonly latin1?: boolean;
  /** Bytes that were not kept, because the frame was larger than the limit. */
  readonly cut?: number;
  /** Of a frame that was cut: where in the whole something stood that looks like a leak, and the text around it. */
  readonly extracts?: readonly Extract[];
  /** The parsed text, where it parses as JSON within the limits of depth and size. */
  readonly json?: unknown;
  /** Why there is no `json` though the frame should carry a message. */
  readonly unparsed?: string;
  readonly http?: HttpFacts;
  readonly sse?: SseFacts;
  /** Which HTTP exchange a frame came in, where several run in one lane; `get` streams have an id of their own. */
  readonly stream?: string;
  /** Set on what we sent wrong on purpose: what is wrong with it. */
  readonly deliberate?: string;
  /** On `exit` frames: how the process ended. */
  readonly exit?: { readonly code: number | null; readonly signal: string | null };
}

/**
 * What became of something we sent.
 *
 * `result`/`error`: a JSON-RPC response came. `accepted`: a notification or response was taken (HTTP 2xx, or written
 * to stdin). `http-refusal`: an HTTP status outside 2xx without a JSON-RPC response. `no-message`: HTTP 2xx without
 * the response. `unparseable`: bytes came that are no message. `timeout`, `closed`: nothing came. `cancelled`: we gave up.
 */
export type Outcome =
  'result' | 'error' | 'accepted' | 'timeout' | 'closed' | 'unparseable' | 'http-refusal' | 'no-message' | 'cancelled';

/** One thing sent and all that came back for it. */
export interface Exchange {
  /** `e12`; unique in a report. */
  readonly id: string;
  readonly lane: string;
  /** JSON-RPC method; `raw` for deliberate malformed input, `http` for a bare HTTP request, `GET` for a listening stream, `close` for an ending. */
  readonly method: string;
  /** The id of the rule or artifact that asked (`artifact:tools`, `open`). */
  readonly by: string;
  /** The name the asker gave it, to find it again when judging. */
  readonly tag?: string;
  readonly sent: Frame;
  /** Everything attributed to it, in order: heads, events, notifications on its stream, the response. */
  readonly received: readonly Frame[];
  readonly outcome: Outcome;
  /** The frame that holds the JSON-RPC response, where one came. */
  readonly response?: Frame;
  /** HTTP status of the answer, on HTTP. */
  readonly status?: number;
  readonly ms: number;
}

/** A connection: one child process, one HTTP session, or one flow of stateless requests. */
export interface LaneFacts {
  readonly id: string;
  /** What for: `main`, `shared`, a rule id. */
  readonly purpose: string;
  readonly clientCapabilities: JsonObject;
  readonly revision?: string;
  readonly sessionId?: string;
}

/** All that was seen of one target in one revision over one transport. */
export interface Recording {
  readonly format: 'assay-recording/1';
  readonly target: { readonly kind: 'stdio' | 'http'; readonly label: string };
  readonly revision: Revision;
  readonly era: Era;
  readonly transport: Transport;
  readonly seed: number;
  /** From the initialize result, or from server/discover and the first result that names it. */
  readonly server: { readonly name?: string; readonly version?: string };
  readonly capabilities: JsonObject;
  readonly instructions?: string;
  readonly lanes: readonly LaneFacts[];
  readonly frames: readonly Frame[];
  readonly exchanges: readonly Exchange[];
  readonly measures: { readonly [key: string]: Json };
  /** What the operator said and what was found out about the target, for rules that depend on it. */
  readonly facts: Facts;
}

export interface Facts {
  /** Tool names that may be called under the options of this run. */
  readonly callable: readonly string[];
  /** Revisions this target served, over this transport, in either era; what was tried, not what is guessed. */
  readonly speaks: readonly Revision[];
  /** `known:` of the configuration: calls with a property (a call that elicits, one that takes long). */
  readonly known: readonly KnownCall[];
  /** Credentials were given for the target. */
  readonly credentials: boolean;
  /** Names of further tokens: those the operator gave (`tokens:`), and those made from the one given by a change; never their values. */
  readonly tokens?: readonly string[];
  /** Credentials go with every connection, a stranger's too: a client certificate, a secret in the url. */
  readonly inherent?: boolean;
  /** Callers are configured, and this recording was made to compare them. */
  readonly access?: AccessFacts;
  /** How far a fuzz campaign goes, where the operator said so. */
  readonly fuzz?: FuzzFacts;
  /** Names of people are looked for too. */
  readonly names?: boolean;
  /** `true` where the target asked for a Bearer token or serves protected resource metadata. */
  readonly authorization?: boolean;
  /** Attacks were asked for, and this is what proves that one succeeded. */
  readonly active?: ActiveFacts;
}

/** Things of ours that a target reaches only by doing what no caller may make it do. */
export interface ActiveFacts {
  /** Port of our listener on loopback; each request to it is a frame of the lane `listener`. */
  readonly port: number;
  /** First part of the paths on it that mean something; nobody can guess it. */
  readonly token: string;
  /** A file that nobody told the target of, and what is in it. */
  readonly canary: { readonly path: string; readonly content: string };
}

/** What a TLS handshake showed; the JSON of the answer to `tls`. */
export interface TlsFacts {
  readonly protocol: string;
  readonly cipher: string;
  /** Why the certificate is not trusted, in the words of the TLS library; absent where it is. */
  readonly untrusted?: string;
  /** Absent where the server showed none. */
  readonly certificate?: CertificateFacts;
}

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly names: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** Days from the handshake to `validTo`. */
  readonly daysLeft: number;
  /** Bits of an RSA key. */
  readonly bits?: number;
  readonly curve?: string;
}

/** Who may do what: the callers of the configuration, and what it expects of each. Holds no credential. */
export interface AccessFacts {
  readonly callers: readonly CallerFacts[];
  readonly lines: readonly AccessLine[];
  /** What is expected of a call, read or prompt that no line names; without it nothing is expected. */
  readonly otherwise?: 'allow' | 'deny';
  /** Scope by scope, what wants it. */
  readonly scopes: Readonly<Record<string, readonly AccessTopic[]>>;
}

export interface CallerFacts {
  readonly name: string;
  /** Scopes of its token, where they are known. */
  readonly scopes?: readonly string[];
  /** Who it is; callers of the same subject are one person. */
  readonly subject?: string;
  /** Its credentials were withdrawn. */
  readonly revoked?: boolean;
  /** Tokens of its own can be had, and revoked. */
  readonly revocable?: boolean;
}

/** A pattern with `*` for any text, of one of three kinds. */
export interface AccessTopic {
  readonly tool?: string;
  readonly resource?: string;
  readonly prompt?: string;
  /** Arguments by name: a verb or several (`INSERT|DELETE`), or a regular expression. */
  readonly where?: Readonly<Record<string, string>>;
  /** Arguments of a call that shows it. */
  readonly try?: JsonObject;
}

export interface AccessLine extends AccessTopic {
  readonly caller: string;
  readonly effect: 'allow' | 'deny';
}

/** Bounds of a fuzz campaign; what is left out has a default. */
export interface FuzzFacts {
  /** Cases for each tool. */
  readonly cases?: number;
  /** Connections at the same time. */
  readonly lanes?: number;
}

/** A request with a property that a rule needs; found by Assay or named in the configuration. */
export interface KnownCall {
  readonly property: string;
  readonly method: string;
  readonly params: JsonObject;
  readonly source: 'config' | 'found';
}
