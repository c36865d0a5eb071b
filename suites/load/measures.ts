// What a load run measured, as rules read it; written by `assay load` into the recording's measures.

import { artifact, type Finding, type Where } from '../kernel/check.ts';
import { isObject } from '../kernel/look.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import type { Streaming } from '../artifacts/streaming.ts';

export interface LoadPhase {
  readonly name: string;
  readonly figures: {
    readonly mode: 'closed' | 'open';
    readonly requests: number;
    readonly elapsedMs: number;
    readonly perSecond: number;
    readonly errors: { readonly total: number; readonly byKind: Readonly<Record<string, number>> };
    readonly latency: { readonly p50: number; readonly p99: number; readonly max: number };
    readonly seconds: readonly { readonly count: number; readonly errors: number; readonly worstMs: number }[];
    readonly sessions: { readonly opened: number; readonly lost: number; readonly ended: number };
  };
}

export interface ProcessRow {
  readonly atMs: number;
  readonly rssMiB: number;
  readonly cpuPercent: number;
  readonly done: number;
}

export interface LoadMeasures {
  readonly pushing: boolean;
  readonly alive: boolean;
  readonly lastWords?: string;
  readonly scenario: { readonly requestsPerSession?: number };
  readonly phases: readonly LoadPhase[];
  readonly changed: readonly { readonly step: string; readonly count: number; readonly stays: boolean }[];
  readonly process?: readonly ProcessRow[];
  readonly streaming?: Streaming;
  readonly thresholds: readonly {
    readonly text: string;
    readonly metric: string;
    readonly below: boolean;
    readonly limit: number;
    readonly actual?: number;
    readonly phase?: string;
  }[];
  readonly limits?: {
    readonly rate?: {
      readonly passed: number;
      readonly refused?: number;
      readonly how?: string;
      readonly retryAfter?: {
        readonly given?: string;
        readonly waitedMs: number;
        readonly after: string;
        readonly kept: boolean;
      };
      readonly otherCaller?: { readonly served: boolean; readonly how: string };
    };
  };
}

export const loadMeasures = artifact<LoadMeasures | undefined>({
  id: 'load-measures',
  read: (recording: Recording) => {
    const load = recording.measures['load'];
    return isObject(load) ? (load as unknown as LoadMeasures) : undefined;
  },
});

export const NO_LOAD = 'no load was sent: `assay load` does that';

/** Requests of all phases. */
export const requestsIn = (measures: LoadMeasures): number =>
  measures.phases.reduce((sum, { figures }) => sum + figures.requests, 0);

/** How often each kind of error was seen, over all phases. */
export function countKinds(measures: LoadMeasures, kinds: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { figures } of measures.phases)
    for (const [kind, count] of Object.entries(figures.errors.byKind)) {
      const [name = kind] = kind.split(' ');
      if (kinds.includes(name)) counts.set(name, (counts.get(name) ?? 0) + count);
    }
  return counts;
}

/** The exchanges kept of one kind of error. */
export const keptOf = (recording: Recording, kind: string): Where[] =>
  recording.exchanges.filter(({ tag }: Exchange) => tag === kind).map(({ id }) => ({ exchange: id }));

/** One finding for each kind of error that was seen. */
export function findingsOf(
  measures: LoadMeasures,
  recording: Recording,
  words: Readonly<Record<string, { readonly got: string; readonly want: string }>>,
): Finding[] {
  const total = requestsIn(measures);
  return [...countKinds(measures, Object.keys(words))].map(([kind, count]) => ({
    at: keptOf(recording, kind),
    got: `${count} of ${total} answers: ${words[kind]?.got ?? kind}`,
    want: words[kind]?.want ?? '',
    key: kind,
  }));
}
