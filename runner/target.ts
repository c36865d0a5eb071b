// What is audited and how it is reached: the shapes the command line, the configuration and programs share.

import type { Readable, Writable } from 'node:stream';

/** A program spoken to over its stdin and stdout; spawned without a shell, in its own process group. */
export interface StdioTarget {
  readonly kind: 'stdio';
  readonly command: string;
  readonly args: readonly string[];
  /** Added to a minimal environment (PATH, HOME, …); values are secrets. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly label?: string;
}

/** A Streamable HTTP endpoint, or a 2024-11-05 HTTP+SSE one where that is what answers. */
export interface HttpTarget {
  readonly kind: 'http';
  readonly url: string;
  /** Sent with every request; values are secrets. */
  readonly headers?: Readonly<Record<string, string>>;
  /** PEM text of further certificate authorities. */
  readonly ca?: string;
  readonly clientCert?: string;
  readonly clientKey?: string;
  /** Direct addresses of the replicas behind the url. */
  readonly replicas?: readonly string[];
  readonly label?: string;
}

/** Streams within this process that speak the stdio transport, each opened anew: for tests and programs. */
export interface StreamsTarget {
  readonly kind: 'streams';
  readonly label?: string;
  open(): StreamsConnection;
}

export interface StreamsConnection {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr?: Readable;
  /** Asks for an end, as SIGTERM does. */
  terminate?(): void;
  /** Ends whatever is behind the streams. */
  kill(): void;
}

export type Target = StdioTarget | HttpTarget | StreamsTarget;
