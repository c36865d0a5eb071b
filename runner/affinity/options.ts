// Options of `assay affinity`, as the command line and programs give them.

import type { Revision } from '../../suites/kernel/revision.ts';
import type { AuditOptions } from '../options.ts';
import type { FailoverTimes } from './failover.ts';
import type { Hooks } from './hooks.ts';

export interface AffinityOptions extends Pick<
  AuditOptions,
  | 'calls'
  | 'allow'
  | 'failOn'
  | 'timeoutMs'
  | 'budgetMs'
  | 'seed'
  | 'evidence'
  | 'signal'
  | 'waivers'
  | 'onEvent'
  | 'rules'
> {
  /** Default: the newest of each era that the target speaks. */
  readonly revisions?: readonly Revision[];
  readonly sessions?: number;
  readonly rounds?: number;
  /** Session ids collected to see whether they can be guessed. */
  readonly ids?: number;
  readonly kill?: string;
  readonly heal?: string;
  /** The same as functions, for programs. */
  readonly hooks?: Hooks;
  /** Command lines of the replicas, in the order of their addresses; started here, and ended. */
  readonly startReplicas?: readonly string[];
  readonly failoverTimes?: Partial<FailoverTimes>;
  readonly otherHeaders?: Readonly<Record<string, string>>;
  readonly routingHeader?: string;
  readonly own?: boolean;
  /** Only these parts; default all that apply. */
  readonly parts?: readonly Part[];
}

export type Part = 'skew' | 'trials' | 'sessions' | 'ids' | 'events' | 'failover';

export const DEFAULT_TIMES: FailoverTimes = { beforeMs: 1000, downMs: 5000, backMs: 5000, graceMs: 2500 };
