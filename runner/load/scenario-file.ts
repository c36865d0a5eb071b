// Scenarios written by hand: a YAML file of steps, or `--call 'tool {"json":…}'` on the command line.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { JsonObject } from '../../suites/kernel/recording.ts';
import { MARKER, type Scenario, type Step } from './shape.ts';

export interface ScenarioFile {
  readonly steps: readonly Step[];
  readonly order: Scenario['order'];
}

const METHOD = /^[a-z][\w-]*(?:\/[\w-]+)*$/i;

/**
 * `order: sequence | weighted` and `steps:`, each `call: <tool>` with `arguments`, or `method:` with `params`; with
 * `weight` and `contains` where wanted. `{{marker}}` in a text is different in every request.
 *
 * @throws TypeError that names the file and the step.
 */
export function readScenario(file: string): ScenarioFile {
  let raw: unknown;
  try {
    raw = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new TypeError(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  if (!isObject(raw) || !Array.isArray(raw['steps'])) throw new TypeError(`${file}: a list of steps is expected`);
  const order = raw['order'] ?? 'sequence';
  if (order !== 'sequence' && order !== 'weighted')
    throw new TypeError(`${file}: order is sequence or weighted, not ${String(order)}`);
  return { order, steps: raw['steps'].map((step, index) => stepFrom(step, `${file}: steps[${index}]`)) };
}

const KNOWN = ['call', 'arguments', 'method', 'params', 'weight', 'contains', 'name'];

function stepFrom(raw: unknown, where: string): Step {
  if (!isObject(raw)) throw new TypeError(`${where}: call or method is expected`);
  const unknown = Object.keys(raw).find((key) => !KNOWN.includes(key));
  if (unknown !== undefined) throw new TypeError(`${where}: there is no ${unknown}; known: ${KNOWN.join(', ')}`);
  const { call, method, weight = 1, contains } = raw;
  if (typeof weight !== 'number' || !(weight > 0)) throw new TypeError(`${where}: weight is a number above 0`);
  const expect = typeof contains === 'string' ? { expect: { contains } } : {};
  if (typeof call === 'string') return { ...callStep(call, argumentsOf(raw['arguments'], where)), weight, ...expect };
  if (typeof method !== 'string' || !METHOD.test(method)) throw new TypeError(`${where}: call or method is expected`);
  const params = raw['params'] === undefined ? {} : { params: argumentsOf(raw['params'], where) };
  return { name: method, method, weight, ...params, ...expect };
}

function argumentsOf(raw: unknown, where: string): JsonObject {
  if (raw === undefined) return {};
  if (!isObject(raw)) throw new TypeError(`${where}: arguments and params are objects`);
  return raw as JsonObject;
}

export const callStep = (tool: string, given: JsonObject): Step => ({
  name: `tools/call ${tool}`,
  method: 'tools/call',
  weight: 1,
  params: { name: tool, arguments: given },
});

/** `echo {"text":"{{marker}}"}` or just `echo`. @throws TypeError */
export function parseCall(text: string): Step {
  const [, tool = '', json] = /^\s*(\S+)(?:\s+(\{.*\}))?\s*$/s.exec(text) ?? [];
  if (tool === '')
    throw new TypeError(`--call: 'tool {"json":…}' is expected, for instance 'echo {"text":"${MARKER}"}'`);
  try {
    return callStep(tool, json === undefined ? {} : (JSON.parse(json) as JsonObject));
  } catch {
    throw new TypeError(`--call ${tool}: its arguments are no JSON`);
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
