// What a mutant is: one entry of the inventory, broken in one place of the server.

import type { AuditOptions } from '../../../runner/options.ts';
import type { Server } from './server.ts';
import type { Shape } from './shape.ts';

export interface Mutant {
  /** The entry of the inventory whose fault this is. */
  readonly id: string;
  readonly what: string;
  /** Default: two tools, over stdio, newest revision. */
  readonly shape?: Shape;
  readonly over?: 'stdio' | 'http' | 'process' | 'http-sse';
  /** The newest revision the server speaks, where the entry holds in older ones only. */
  readonly newest?: string;
  /** What an operator has to write down for the probe of the entry: a call that asks, a tool that may be called. */
  readonly options?: AuditOptions;
  /** Rules of other suites that tell of it, in a log message, and name no requirement: they hold without the specification. */
  readonly toldBy?: RegExp;
  readonly plant: (server: Server) => void;
}
