// The report as data, `assay-report/1`: what reporters read and what programs outside rely on.

import type { Finding, Level, Skip, Severity } from './check.ts';
import type { Json, JsonObject } from './recording.ts';
import type { Era, Revision, Transport } from './revision.ts';

export type VerdictKind = 'pass' | 'fail' | 'warn' | 'skip' | 'error';

export interface RuleCard {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly requirements: readonly string[];
  readonly url: string;
  readonly why: string;
  readonly fix: string;
  readonly tags: readonly string[];
}

export interface ReportFinding extends Finding {
  readonly severity: Severity;
  readonly key: string;
}

export interface Result {
  readonly rule: RuleCard;
  readonly suite: string;
  readonly revision: Revision;
  readonly transport: Transport;
  readonly outcome: VerdictKind;
  readonly seen: number;
  readonly reason?: Skip;
  readonly findings: readonly ReportFinding[];
  readonly ms: number;
  readonly waived?: string;
}

/** Assay's own faults, never mixed with results. */
export interface HarnessFault {
  readonly stage: 'connect' | 'gather' | 'probe' | 'judge' | 'report';
  readonly where: string;
  readonly message: string;
}

export interface RunFacts {
  readonly revision: Revision;
  readonly era: Era;
  readonly transport: Transport;
  readonly server: { readonly name: string; readonly version: string };
  readonly capabilities: JsonObject;
}

export interface Report {
  readonly format: 'assay-report/1';
  readonly tool: { readonly name: 'mcp-assay'; readonly version: string };
  readonly startedAt: string;
  readonly durationMs: number;
  readonly seed: number;
  readonly target: { readonly kind: 'stdio' | 'http'; readonly label: string };
  readonly runs: readonly RunFacts[];
  readonly results: readonly Result[];
  readonly faults: readonly HarnessFault[];
  /** Masked text of the exchanges that findings point to, by exchange id. */
  readonly excerpts: Readonly<Record<string, Excerpt>>;
  readonly measures: Readonly<Record<string, Json>>;
  readonly summary: Readonly<Record<VerdictKind, number>>;
  readonly exitCode: number;
}

export interface Excerpt {
  readonly sent: string;
  readonly received: string;
}
