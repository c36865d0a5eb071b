// The registry record of one server, `assay-record/1`: what was measured, beside what only people know.

import { isObject, member, resultOf } from '../../suites/kernel/look.ts';
import type { Json, JsonObject, Recording } from '../../suites/kernel/recording.ts';
import type { Report, VerdictKind } from '../../suites/kernel/report.ts';
import type { Declared } from './form.ts';

/** By the annotations of the tool itself; without any, nobody said. */
export type Risk = 'read' | 'write' | 'destructive' | 'unknown';

export interface ToolRecord {
  readonly name: string;
  readonly risk: Risk;
  /** Reaches beyond a closed domain (`openWorldHint`, true unless denied); absent where nothing is annotated. */
  readonly openWorld?: boolean;
}

export interface PackageFacts {
  readonly registry: string;
  readonly identifier: string;
  readonly version?: string;
  /** Subresource integrity, as a lockfile has it. */
  readonly integrity?: string;
}

export interface Measured {
  readonly at: string;
  readonly tool: string;
  readonly target: { readonly kind: 'stdio' | 'http'; readonly label: string };
  readonly server: { readonly name: string; readonly version: string };
  readonly package?: PackageFacts;
  readonly transports: readonly string[];
  readonly revisions: readonly string[];
  readonly capabilities: readonly string[];
  readonly tools: readonly ToolRecord[];
  readonly dataClasses: readonly string[];
  readonly authentication: 'none' | 'given' | 'oauth';
  readonly limits: Readonly<Record<string, Json>>;
  readonly conformance: { readonly judged: number; readonly held: number };
  readonly audit: {
    readonly exitCode: number;
    readonly summary: Readonly<Record<VerdictKind, number>>;
    readonly link?: string;
  };
  readonly lock?: { readonly file: string; readonly digest: string };
}

export interface CatalogueRecord {
  readonly format: 'assay-record/1';
  /** Names the record: the file's name without its ending. */
  readonly id: string;
  readonly declared: Declared;
  readonly measured: Measured;
}

export interface MeasureInput {
  readonly report: Report;
  readonly recordings: readonly Recording[];
  readonly package?: PackageFacts;
  readonly link?: string;
  readonly lock?: Measured['lock'];
}

export function measuredOf({ report, recordings, package: facts, link, lock }: MeasureInput): Measured {
  const newest = report.runs.toSorted((a, b) => b.revision.localeCompare(a.revision, 'en'))[0];
  const judged = report.results.filter(
    ({ suite, outcome, rule }) =>
      suite === 'conformance' && rule.level === 'must' && (outcome === 'pass' || outcome === 'fail'),
  );
  return {
    at: report.startedAt,
    tool: `${report.tool.name} ${report.tool.version}`,
    target: report.target,
    server: newest?.server ?? { name: '', version: '' },
    ...(facts === undefined ? {} : { package: facts }),
    transports: sorted(report.runs.map((run) => run.transport)),
    revisions: sorted(report.runs.map((run) => run.revision)),
    capabilities: sorted(report.runs.flatMap((run) => Object.keys(run.capabilities))),
    tools: toolsOf(recordings),
    dataClasses: dataClassesOf(report),
    authentication: authenticationOf(recordings),
    limits: limitsOf(report.measures),
    conformance: { judged: judged.length, held: judged.filter(({ outcome }) => outcome === 'pass').length },
    audit: { exitCode: report.exitCode, summary: report.summary, ...(link === undefined ? {} : { link }) },
    ...(lock === undefined ? {} : { lock }),
  };
}

const sorted = (words: readonly string[]): string[] => [...new Set(words)].toSorted();

/** Tools of every list answer, by name; of a name that is listed with different annotations the gravest. */
export function toolsOf(recordings: readonly Recording[]): ToolRecord[] {
  const order: readonly Risk[] = ['read', 'write', 'unknown', 'destructive'];
  const found = new Map<string, ToolRecord>();
  for (const { exchanges } of recordings)
    for (const exchange of exchanges) {
      const listed = exchange.method === 'tools/list' ? member(resultOf(exchange), 'tools') : undefined;
      for (const tool of Array.isArray(listed) ? listed : []) {
        const record = toolOf(tool);
        const known = record === undefined ? undefined : found.get(record.name);
        if (record !== undefined && order.indexOf(record.risk) >= order.indexOf(known?.risk ?? 'read'))
          found.set(record.name, record);
      }
    }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

function toolOf(tool: unknown): ToolRecord | undefined {
  const name = member(tool, 'name');
  if (typeof name !== 'string') return undefined;
  const annotations = member(tool, 'annotations');
  if (!isObject(annotations)) return { name, risk: 'unknown' };
  return { name, risk: riskOf(annotations), openWorld: annotations['openWorldHint'] !== false };
}

/** server/tools, ToolAnnotations: readOnlyHint is false unless given, destructiveHint true unless given. */
function riskOf(annotations: JsonObject): Risk {
  if (annotations['readOnlyHint'] === true) return 'read';
  if (annotations['readOnlyHint'] === undefined && annotations['destructiveHint'] === undefined) return 'unknown';
  return annotations['destructiveHint'] === false ? 'write' : 'destructive';
}

/** Classes of data that the dlp suite saw, by its measures or by the rules that found something. */
function dataClassesOf(report: Report): string[] {
  const classes = member(report.measures['dlp'], 'classes');
  const measured = isObject(classes)
    ? Object.keys(classes)
    : Array.isArray(classes)
      ? classes.filter((one) => typeof one === 'string')
      : [];
  const found = report.results
    .filter(({ suite, findings }) => suite === 'dlp' && findings.length > 0)
    .map(({ rule }) => rule.id.split('/').at(-1) ?? '');
  return sorted([...measured, ...found]);
}

function authenticationOf(recordings: readonly Recording[]): Measured['authentication'] {
  if (recordings.some(({ facts }) => facts.authorization === true)) return 'oauth';
  return recordings.some(({ facts }) => facts.credentials) ? 'given' : 'none';
}

/** The figures of a load run that people plan with. */
function limitsOf(measures: Report['measures']): Record<string, Json> {
  const load = measures['load'];
  const latency = member(load, 'latency');
  const entries: readonly (readonly [string, unknown])[] = [
    ['perSecond', member(load, 'perSecond')],
    ['p95Ms', member(latency, 'p95')],
    ['p99Ms', member(latency, 'p99')],
  ];
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'number' ? [[name, value] as const] : [])),
  );
}
