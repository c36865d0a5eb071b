// What is asked of an SDK client in a process of its own, and what it tells.

import type { JsonObject } from '../../suites/kernel/recording.ts';

export type Sdk = 'sdk-1' | 'sdk-2';
export type Step = 'connect' | 'list' | 'call';

export interface Asked {
  readonly sdk: Sdk;
  /** How the 2.x client negotiates: with a handshake, or by itself. */
  readonly mode: 'legacy' | 'auto';
  readonly target:
    | { readonly kind: 'http'; readonly url: string; readonly headers: Readonly<Record<string, string>> }
    | {
        readonly kind: 'stdio';
        readonly process: {
          readonly command: string;
          readonly args: readonly string[];
          readonly env: Record<string, string>;
          readonly cwd?: string;
        };
      };
  /** For each request of the client. */
  readonly timeoutMs: number;
  readonly lists: boolean;
  /** A call that succeeded on the wire. */
  readonly call?: { readonly name: string; readonly arguments: JsonObject };
}

export interface Told {
  readonly done: readonly Step[];
  readonly failed?: { readonly step: Step; readonly message: string; readonly timedOut: boolean };
}
