// What an exported script needs to know, prepared against the live target: bodies, heads and checks as plain data.

import type { HttpTarget } from '../target.ts';
import { compileStep, initializeStep, INITIALIZED } from './dress.ts';
import { endpointOf } from './http1.ts';
import { headerPairs } from './http1-parse.ts';
import { guardLoad } from './guard.ts';
import type { LoadOptions } from './options.ts';
import { httpOpener, prepare } from './prepare.ts';
import type { Scenario } from './shape.ts';

export interface ExportStep {
  readonly name: string;
  readonly method: string;
  readonly weight: number;
  /** The body before the id, cut where the marker stands. */
  readonly parts: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly echo: boolean;
  /** Member of the result that must be a list. */
  readonly list: string | null;
  readonly contains: string | null;
  /** The result as JSON with sorted keys, where it never changes. */
  readonly result: string | null;
}

export interface ExportPlan {
  readonly url: string;
  readonly revision: string;
  readonly era: 'initialize' | 'per-request';
  readonly order: 'sequence' | 'weighted';
  readonly initialize: readonly string[];
  readonly initialized: string;
  readonly requestsPerSession: number | null;
  readonly steps: readonly ExportStep[];
  /** Names of headers whose values come from the environment: values are never written into a script. */
  readonly secretHeaders: readonly string[];
}

const LISTS: Readonly<Record<string, string>> = {
  'tools/list': 'tools',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
  'prompts/list': 'prompts',
  'prompts/get': 'messages',
  'resources/read': 'contents',
};

/** @throws Unready where the target cannot be opened; NotYours where it is not on this machine. */
export async function exportPlan(target: HttpTarget, options: LoadOptions): Promise<ExportPlan> {
  await guardLoad([target.url], options.own === true);
  const place = {
    endpoint: endpointOf(target.url),
    headers: target.headers ?? {},
    timeoutMs: options.timeoutMs ?? 10_000,
  };
  const { prepared, speaker } = await prepare(httpOpener(place), {
    calls: options.calls ?? 'readonly',
    allow: options.allow ?? [],
    run: '000000',
    ...(options.revision === undefined ? {} : { revision: options.revision }),
    ...(options.steps === undefined ? {} : { steps: options.steps }),
    ...(options.order === undefined ? {} : { order: options.order }),
  });
  await speaker.close();
  return planOf(target, prepared.scenario, options);
}

function planOf(target: HttpTarget, scenario: Scenario, options: LoadOptions): ExportPlan {
  const { revision, era, order } = scenario;
  const steps = scenario.steps.map((step, index): ExportStep => {
    const compiled = compileStep(step, index, scenario);
    return {
      name: step.name,
      method: step.method,
      weight: step.weight,
      parts: compiled.parts,
      headers: Object.fromEntries(headerPairs(`\r\n${compiled.headerLines.trimEnd()}`)),
      echo: step.expect?.echo === true,
      list: LISTS[step.method] ?? null,
      contains: step.expect?.contains ?? null,
      result: step.expect?.result ?? null,
    };
  });
  return {
    url: target.url,
    revision,
    era,
    order,
    initialize: compileStep(initializeStep(revision), 0, scenario).parts,
    initialized: INITIALIZED,
    requestsPerSession: options.churn ?? null,
    steps,
    secretHeaders: Object.keys(target.headers ?? {}),
  };
}

/** Name of the environment variable that an exported script reads a header from. */
export const variableFor = (header: string): string =>
  `ASSAY_HEADER_${header.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
