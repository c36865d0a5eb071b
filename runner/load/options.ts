// Options of a load run, as the command line and programs give them.

import type { AuditOptions } from '../options.ts';
import type { Scenario, Step } from './shape.ts';

export interface LoadOptions extends Pick<
  AuditOptions,
  'calls' | 'allow' | 'failOn' | 'timeoutMs' | 'budgetMs' | 'seed' | 'evidence' | 'signal' | 'waivers' | 'onEvent'
> {
  readonly revision?: NonNullable<Scenario['revision']>;
  /** The operator may load this target though it is not on this machine. */
  readonly own?: boolean;
  /** Users of the closed loop. */
  readonly users?: number;
  /** Requests a second of the open loop. With neither of the two: a closed loop, then an open one at half its pace. */
  readonly rate?: number;
  /** Sessions of the open loop; default 10. */
  readonly sessions?: number;
  readonly maxConnections?: number;
  readonly durationMs?: number;
  readonly requests?: number;
  readonly threads?: number;
  readonly ramp?: { readonly from: number; readonly to: number; readonly steps: number };
  /** Ends each session after this many requests and opens another. */
  readonly churn?: number;
  /** Initialize era: every session holds a listening stream. */
  readonly listen?: boolean;
  readonly steps?: readonly Step[];
  readonly order?: Scenario['order'];
  readonly thresholds?: readonly string[];
  readonly limits?: Partial<LimitCeilings>;
  /** Address of the server behind the target, where the target is a gateway. */
  readonly direct?: string;
  /** Alternating pairs of calls for the overhead of a gateway. */
  readonly pairs?: number;
  /** Headers of a second caller. */
  readonly otherHeaders?: Readonly<Record<string, string>>;
  /** Process to sample where the target is reached over HTTP on this machine. */
  readonly pid?: number;
  /** `autocannon`: closed loop by that program, as a second opinion. */
  readonly engine?: 'assay' | 'autocannon';
}

export interface LimitCeilings {
  readonly rate: number;
  readonly sessions: number;
  readonly bytes: number;
  readonly idleMs: number;
}

export const DEFAULT_CEILINGS: LimitCeilings = { rate: 640, sessions: 1000, bytes: 4_194_304, idleMs: 0 };
