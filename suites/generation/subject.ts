// A tool under test: its schemas compiled once, and what follows from them for any arguments.

import { exampleArguments } from '../artifacts/example-value.ts';
import { convertible } from './breaks.ts';
import { read } from './place.ts';
import type { Schema } from './json-schema.ts';
import { isUsable, validatorOf } from './validator.ts';
import type { Validator, Violation } from './validator.ts';
import { isObject, member } from '../kernel/look.ts';
import type { Json, JsonObject } from '../kernel/recording.ts';

export interface Subject {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: Schema;
  /** Absent where the schema cannot be judged: then nothing is forbidden. */
  readonly input?: Validator;
  readonly output?: Validator;
  readonly outputSchema?: Schema;
  readonly readOnly: boolean;
}

export function subjectOf(tool: unknown): Subject | undefined {
  const name = member(tool, 'name');
  const inputSchema = member(tool, 'inputSchema');
  if (typeof name !== 'string' || !isObject(inputSchema)) return undefined;
  const outputSchema = member(tool, 'outputSchema');
  const description = member(tool, 'description');
  const input = validatorOf(inputSchema);
  const output = isObject(outputSchema) ? validatorOf(outputSchema) : undefined;
  return {
    name,
    description: typeof description === 'string' ? description : '',
    inputSchema,
    readOnly: member(member(tool, 'annotations'), 'readOnlyHint') === true,
    ...(isUsable(input) ? { input } : {}),
    ...(isObject(outputSchema) ? { outputSchema } : {}),
    ...(output !== undefined && isUsable(output) ? { output } : {}),
  };
}

/** Why arguments are forbidden. */
export interface Forbidden {
  readonly keyword: string;
  readonly at: string;
  /** The same for every item of an array and from run to run: `maximum of /rows/*`. */
  readonly cause: string;
  readonly message: string;
  /** All that is broken: values of one class break the same. */
  readonly all: string;
  /** What a server may rightly convert or drop, or fill in from a default. */
  readonly mild: boolean;
}

/** Keywords that only repeat what a part of them said. */
const REPEATING = new Set(['anyOf', 'oneOf', 'allOf', '$ref', 'if', 'dependentSchemas']);

/** The one reason arguments are forbidden for, the most telling first; `undefined` for valid ones. */
export function forbiddenBy(subject: Subject, value: Json): Forbidden | undefined {
  const violations = subject.input?.violations(value) ?? [];
  if (violations.length === 0) return undefined;
  const telling = violations.filter(({ keyword }) => !REPEATING.has(keyword));
  const [first] = telling.length > 0 ? telling : violations;
  if (first === undefined) return undefined;
  return {
    keyword: first.keyword,
    at: first.at,
    cause: `${first.keyword} of ${general(first.at)}${missing(first)}`,
    message: first.message,
    all: [...new Set(telling.map((one) => `${one.keyword} ${one.at} ${missing(one)}`))].toSorted().join(', '),
    mild: violations.some((violation) => isMild(subject, violation, value)),
  };
}

/** Which member is missing, so that two required ones are two causes. */
const missing = ({ keyword, message }: Violation): string =>
  keyword === 'required' ? ` (${/'([^']+)'/u.exec(message)?.[1] ?? ''})` : '';

/** Array positions say nothing about a cause. */
export const general = (at: string): string => (at === '' ? 'the arguments' : at.replaceAll(/\/\d+(?=\/|$)/gu, '/*'));

const DROPPED = new Set(['additionalProperties', 'unevaluatedProperties', 'propertyNames', 'false schema', 'format']);

function isMild(subject: Subject, violation: Violation, value: Json): boolean {
  if (DROPPED.has(violation.keyword)) return true;
  const path = violation.at
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const here = read(value, path);
  if (here === null) return true;
  if (violation.keyword === 'type') return convertible(violation.types, here);
  return violation.keyword === 'required' && hasDefault(subject.inputSchema, path, violation.message);
}

/** A required member with a default: several schema generators list it so, and the server fills it in. */
function hasDefault(schema: Schema, path: readonly string[], message: string): boolean {
  const missing = /'([^']+)'/u.exec(message)?.[1];
  let here: unknown = schema;
  for (const step of path) here = member(member(here, 'properties'), step) ?? member(here, 'items');
  const own = missing === undefined ? undefined : member(member(here, 'properties'), missing);
  return isObject(own) && Object.hasOwn(own, 'default');
}

/** Names of members that say how long something takes: waiting there is what was asked for. */
const WAITS = /duration|delay|seconds|millis|timeout|wait|sleep|interval|pause|(?:^|_)ms$|Ms$/iu;

/** Names of members that say how often something is done before the answer comes. */
const REPEATS = /^(?:steps|iterations|rounds|ticks|repeat|repeats|repetitions|times|cycles)$/iu;

const waitMembers = (subject: Subject): readonly string[] =>
  Object.keys((member(subject.inputSchema, 'properties') ?? {}) as object).filter((key) => WAITS.test(key));

const pacedMembers = (subject: Subject): readonly string[] =>
  Object.keys((member(subject.inputSchema, 'properties') ?? {}) as object).filter(
    (key) => WAITS.test(key) || REPEATS.test(key),
  );

/** Whether these arguments tell the tool to wait: a number above one in a member named after time, or its default. */
export function asksToWait(subject: Subject, value: Json | undefined): boolean {
  return waitMembers(subject).some((key) => !isObject(value) || !Object.hasOwn(value, key)) || namesLongTime(value);
}

function namesLongTime(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  return Object.entries(value as JsonObject).some(([key, inner]) =>
    typeof inner === 'number'
      ? (WAITS.test(key) && inner > 1) || (REPEATS.test(key) && inner > 20)
      : namesLongTime(inner),
  );
}

/** The same arguments with short times in them, where the rest of their meaning stays. */
export function hurried(subject: Subject, value: Json): Json {
  if (!isObject(value) || !asksToWait(subject, value)) return value;
  const pace = exampleArguments(subject.inputSchema).value;
  const short = pacedMembers(subject).flatMap((key) =>
    typeof pace[key] === 'number' ? [[key, pace[key]] as const] : [],
  );
  const faster = { ...value, ...Object.fromEntries(short) };
  return forbiddenBy(subject, faster)?.all === forbiddenBy(subject, value)?.all ? faster : value;
}
