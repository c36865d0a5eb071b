// Options of an audit, as programs give them; the command line and the configuration are turned into this.

import type { FuzzFacts, KnownCall } from '../suites/kernel/recording.ts';
import type { Access } from './callers/access.ts';
import type { Callers } from './callers/caller.ts';
import type { Revision } from '../suites/kernel/revision.ts';
import type { VerdictKind } from '../suites/kernel/report.ts';

export interface Waiver {
  /** Rule id; `*` at the end matches a prefix. */
  readonly rule: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day it holds, `YYYY-MM-DD`. */
  readonly until: string;
  /** Only findings with this key. */
  readonly finding?: string;
}

export interface AuditOptions {
  /** Suites to run; default every one that applies to a plain audit. */
  readonly suites?: readonly string[];
  /** Only rules whose id equals one of these or starts with one that ends in `/` or `*`. */
  readonly rules?: readonly string[];
  /** Default `auto`: the newest revision the target speaks in each era. */
  readonly revisions?: 'auto' | 'all' | readonly Revision[];
  /** Which tools may be called; default `readonly`. */
  readonly calls?: 'none' | 'readonly' | 'all';
  /** Tool names that may be called beside those annotated read-only. */
  readonly allow?: readonly string[];
  readonly failOn?: 'fail' | 'warn' | 'never';
  /** Milliseconds for one request; default 10000. */
  readonly timeoutMs?: number;
  /** Milliseconds for the whole run; default 600000. */
  readonly budgetMs?: number;
  readonly seed?: number;
  /** Directory for the raw recording. */
  readonly evidence?: string;
  readonly known?: readonly Omit<KnownCall, 'source'>[];
  /** Further Bearer tokens for the target, by what is special about them (expired, otherAudience, …); values are secrets. */
  readonly tokens?: Readonly<Record<string, string>>;
  /** Let the official SDK clients try the target too, each in a process of its own; the command line does in a full audit. */
  readonly interop?: boolean;
  /** How far fuzzing goes, where the fuzz suite is selected. */
  readonly fuzz?: FuzzFacts;
  /** Where fake secrets are planted around a child process, to see whether they come back; default `environment`. */
  readonly plant?: 'none' | 'environment' | 'all';
  /** Look for names of people too (dlp). */
  readonly names?: boolean;
  readonly waivers?: readonly Waiver[];
  /** Who the access suite speaks as, credentials filled in. */
  readonly callers?: Callers;
  /** Who may do what. */
  readonly access?: Access;
  /** `false`: send nothing beyond what gathering needs (passive audit). */
  readonly probes?: boolean;
  /** Attacks tools, each attack proved by an oracle of ours; only with `calls: 'all'`. */
  readonly active?: boolean;
  /** Allows intrusive and heavy rules; default only up to `probing` and malformed input of the conformance suite. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: ProgressEvent) => void;
}

export type ProgressEvent =
  | { readonly kind: 'phase'; readonly phase: string; readonly note?: string }
  | { readonly kind: 'run'; readonly revision: Revision; readonly transport: string; readonly server: string }
  | { readonly kind: 'probes'; readonly done: number; readonly total: number }
  | { readonly kind: 'verdict'; readonly rule: string; readonly outcome: VerdictKind };
