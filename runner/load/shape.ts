// What a load run is made of, as plain data: it crosses threads and is written into exported scripts.

import type { JsonObject } from '../../suites/kernel/recording.ts';
import type { Era, Revision } from '../../suites/kernel/revision.ts';
import type { Endpoint } from './http1.ts';

/** Stands in params for a text that is different in every request of a run. */
export const MARKER = '{{marker}}';

export interface Step {
  /** `tools/call echo`; figures are kept under it. */
  readonly name: string;
  readonly method: string;
  readonly params?: JsonObject;
  /** How often relative to the other steps, where the order is `weighted`. */
  readonly weight: number;
  /** Headers of this step alone (`Mcp-Param-…`). */
  readonly headers?: Readonly<Record<string, string>>;
  readonly expect?: Expectation;
}

/** What an answer must say, beyond being the JSON-RPC result of its own request. */
export interface Expectation {
  /** The answer holds the marker of its own request and of no other. */
  readonly echo?: boolean;
  /** The answer's text around id and marker, learnt before the run from answers that agreed. */
  readonly template?: Template;
  /** The result as JSON with sorted keys, where preparation found it always the same. */
  readonly result?: string;
  readonly contains?: string;
}

export interface Template {
  readonly literals: readonly string[];
  readonly slots: readonly ('id' | 'marker')[];
}

export interface Scenario {
  readonly format: 'assay-scenario/1';
  readonly revision: Revision;
  readonly era: Era;
  /** `sequence`: each session runs the steps in order, again and again. `weighted`: picked at random, by seed. */
  readonly order: 'sequence' | 'weighted';
  readonly steps: readonly Step[];
  /** Session churn: a session is ended and opened anew after this many requests. */
  readonly requestsPerSession?: number;
  /** Initialize era: each session also holds a listening GET stream. */
  readonly listen?: boolean;
}

export type Mode =
  | { readonly kind: 'closed'; readonly users: number }
  | {
      readonly kind: 'open';
      /** Requests a second, sent whether or not earlier ones were answered. */
      readonly rate: number;
      readonly sessions: number;
      readonly maxConnections: number;
    };

export interface LoadPlan {
  readonly endpoint: Endpoint;
  readonly headers: Readonly<Record<string, string>>;
  readonly scenario: Scenario;
  readonly mode: Mode;
  readonly durationMs: number;
  /** Stops earlier, after this many requests. */
  readonly maxRequests?: number;
  readonly timeoutMs: number;
  readonly seed: number;
  /** Six hex digits that mark this run's markers. */
  readonly run: string;
}

/** The share of a plan that one thread takes. */
export interface WorkerPlan extends LoadPlan {
  readonly worker: number;
  readonly workers: number;
}

/** One request that went wrong, kept as evidence. */
export interface Sample {
  readonly kind: string;
  readonly step: string;
  readonly session?: string;
  readonly atMs: number;
  readonly ms: number;
  readonly sent: string;
  readonly status?: number;
  readonly head?: string;
  readonly body?: string;
}

export interface StepRaw {
  readonly name: string;
  readonly count: number;
  readonly errors: Readonly<Record<string, number>>;
  /** Encoded HDR histograms, in microseconds. */
  readonly latency: string;
  readonly firstEvent?: string;
}

/** What one thread saw; merged into figures by the main thread. */
export interface WorkerRaw {
  readonly worker: number;
  readonly startedAtMs: number;
  readonly elapsedMs: number;
  readonly steps: readonly StepRaw[];
  /** One row a second: requests completed, errors, worst latency in microseconds. */
  readonly seconds: readonly { readonly count: number; readonly errors: number; readonly worst: number }[];
  readonly samples: readonly Sample[];
  /** Results that differed from what was learnt: JSON with sorted keys, by digest. */
  readonly changed: readonly { readonly step: string; readonly digest: string; readonly count: number }[];
  readonly sessions: { readonly opened: number; readonly lost: number; readonly ended: number };
  readonly connections: number;
  /** Sent again because an idle connection was closed at the moment of sending. */
  readonly resent: number;
  /** How late this thread itself was in sending, in microseconds (open loop). */
  readonly lag: string;
  readonly sse: number;
  readonly json: number;
  readonly rssBytes: number;
}
