// What is wrong with one answer to one call: the oracles, each a pure look at an exchange.

import { internalsIn } from '../artifacts/internals.ts';
import { argumentsOf, isFlagged, leaves, succeeded, textOf } from '../generation/calls.ts';
import { asksToWait, forbiddenBy, general } from '../generation/subject.ts';
import type { Subject } from '../generation/subject.ts';
import { proofOf } from '../generation/hostile.ts';
import type { Severity } from '../kernel/check.ts';
import { brief, errorOf, isObject, member, refusedOutside } from '../kernel/look.ts';
import type { Exchange, Frame, Json, JsonObject } from '../kernel/recording.ts';
import type { Revision } from '../kernel/revision.ts';
import { violations } from '../schema/violations.ts';

export const KINDS = [
  'crash',
  'hang',
  'protocol',
  'internals',
  'accepts',
  'accepts-loose',
  'output',
  'raised',
  'evaluated',
] as const;

export type SymptomKind = (typeof KINDS)[number];

export interface Symptom {
  readonly kind: SymptomKind;
  /** Same cause, same text: tells symptoms of one tool apart, and stays the same from run to run. */
  readonly cause: string;
  readonly got: string;
  readonly want: string;
  readonly pointer: readonly (string | number)[];
  readonly severity?: Severity;
}

/** What a call that was sent alone shows; `after` are the frames of its lane from then on. */
export function symptomsOf(
  exchange: Exchange,
  subject: Subject,
  revision: Revision,
  after: readonly Frame[],
): readonly Symptom[] {
  const gone = crashOf(exchange, after);
  if (gone !== undefined) return [gone];
  if (exchange.outcome === 'timeout') return [silence(exchange, subject, after)].filter((one) => one !== undefined);
  if (exchange.outcome === 'cancelled' || refusedOutside(exchange)) return serverError(exchange);
  if (exchange.response === undefined) return [unreadable(exchange)];
  const given = argumentsOf(exchange);
  return [
    ...shapeOf(exchange, revision),
    ...internalsOf(exchange, given),
    ...(given !== undefined && isObject(given) ? judgedByInput(exchange, subject, given) : []),
    ...outputOf(exchange, subject, revision),
    ...evaluatedOf(exchange, subject, given),
  ];
}

const at = (exchange: Exchange, ...path: (string | number)[]): readonly (string | number)[] =>
  exchange.response === undefined ? [] : path;

/** The process is gone, or the connection was broken before an answer. */
function crashOf(exchange: Exchange, after: readonly Frame[]): Symptom | undefined {
  const exit = after.find((frame) => frame.via === 'exit' && frame.origin === 'target');
  if (exchange.outcome !== 'closed' && exit === undefined) return undefined;
  const stderr = after
    .filter((frame) => frame.via === 'stderr')
    .map((frame) => frame.raw)
    .join('');
  const said = signatureOf(stderr);
  const how = exit?.raw ?? 'the connection was broken';
  return {
    kind: 'crash',
    cause: said === '' ? how : said,
    got: said === '' ? how : `${how}: ${said}`,
    want: 'an answer, and a process that lives on',
    pointer: [],
    severity: 'critical',
  };
}

/**
 * What two crashes of one cause share: the kind of error and the first place of the program in its trace, else the
 * message without what comes from the arguments (quoted text, patterns, numbers).
 */
export function signatureOf(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const named = lines.find((line) => NAMED.test(line)) ?? '';
  const frame = lines.find(
    (line) => /^at (?!node:)/u.test(line) && /[\w./\\-]+:\d+:\d+\)?$/u.test(line) && !line.includes('(node:'),
  );
  const place = /([\w.-]+):\d+:\d+\)?$/u.exec(frame ?? '')?.[1];
  const within = /^at (?:async )?([\w.$<>]+) \(/u.exec(frame ?? '')?.[1];
  if (named !== '' && place !== undefined)
    return `${named.split(':')[0] ?? ''} in ${within === undefined ? '' : `${within}, `}${place}`.slice(0, 120);
  return named.replaceAll(/"[^"]*"|'[^']*'|`[^`]*`|\/.*\/\w*|\d+(?:\.\d+)?/gu, '…').slice(0, 120);
}

/** A line in which a runtime names the error that ends the process. */
const NAMED = /^(?:Uncaught )?(?:[\w.]*(?:Error|Exception)\b|panic:|thread '.*' panicked|fatal error:)/u;

function silence(exchange: Exchange, subject: Subject, after: readonly Frame[]): Symptom | undefined {
  const odd = after.find((frame) => frame.origin === 'target' && frame.via === 'stdio' && isOddReply(frame));
  if (odd !== undefined)
    return {
      kind: 'protocol',
      cause: odd.unparsed === undefined ? 'an answer to another id' : 'an answer that is no JSON',
      got: brief(odd.raw),
      want: 'one JSON-RPC response with the id of the request',
      pointer: [],
    };
  const given = argumentsOf(exchange);
  if (asksToWait(subject, given)) return undefined;
  return {
    kind: 'hang',
    cause: `no answer of ${subject.name}`,
    got: `no answer within ${Math.round(exchange.ms)} ms`,
    want: 'a result or an error',
    pointer: [],
  };
}

const isOddReply = (frame: Frame): boolean =>
  frame.unparsed !== undefined || (isObject(frame.json) && !Object.hasOwn(frame.json, 'method'));

/** A gateway's 502 says nothing about the tool; a plain 500 to this one call does. */
function serverError(exchange: Exchange): readonly Symptom[] {
  if (exchange.status !== 500) return [];
  return [
    {
      kind: 'protocol',
      cause: 'HTTP 500',
      got: 'HTTP 500 without a JSON-RPC response',
      want: 'a JSON-RPC response',
      pointer: [],
    },
  ];
}

const unreadable = (exchange: Exchange): Symptom => ({
  kind: 'protocol',
  cause: exchange.outcome,
  got: `${exchange.outcome.replaceAll('-', ' ')}${exchange.status === undefined ? '' : ` (HTTP ${exchange.status})`}`,
  want: 'a JSON-RPC response',
  pointer: [],
});

function shapeOf(exchange: Exchange, revision: Revision): readonly Symptom[] {
  const [first] = violations(revision, exchange.response?.json, { from: 'server', method: 'tools/call' });
  if (first === undefined) return [];
  const path = first.pointer.split('/').slice(1);
  return [
    {
      kind: 'protocol',
      cause: `${first.keyword} at ${general(first.pointer)}`,
      got: first.got,
      want: first.want,
      pointer: path,
    },
  ];
}

function internalsOf(exchange: Exchange, given: Json | undefined): readonly Symptom[] {
  const error = errorOf(exchange);
  if (error === undefined && !isFlagged(exchange)) return [];
  const said = error === undefined ? textOf(exchange) : leaves([error.message, error.data]).join('\n');
  return internalsIn(said, leaves(given)).map((internal) => ({
    kind: 'internals',
    cause: `${internal.kind} (${internal.language})`,
    got: `a ${internal.kind}: ${brief(internal.shown, 120)}`,
    want: 'an error that says what to change, and nothing of the inside',
    pointer: error === undefined ? at(exchange, 'result', 'content') : at(exchange, 'error'),
    severity: internal.kind === 'connection string' ? 'high' : 'medium',
  }));
}

/** Success that reads like a refusal: the flag is missing, the check was made. */
const REFUSES =
  /^\W*(?:error|invalid|failed|fail\b|missing|required|unknown|unsupported|bad )|\b(?:is required|must be|not valid|is invalid|is not supported)\b/iu;

function judgedByInput(exchange: Exchange, subject: Subject, given: JsonObject): readonly Symptom[] {
  const forbidden = forbiddenBy(subject, given);
  const error = errorOf(exchange);
  if (forbidden === undefined) {
    if (error === undefined || error.code !== -32603) return [];
    return [
      {
        kind: 'raised',
        cause: 'internal error',
        got: `error -32603 ${brief(error.message, 80)}`,
        want: 'a result, with isError where the tool failed',
        pointer: at(exchange, 'error', 'code'),
      },
    ];
  }
  if (succeeded(exchange) === undefined) return [];
  const mild = forbidden.mild || REFUSES.test(textOf(exchange));
  return [
    {
      kind: mild ? 'accepts-loose' : 'accepts',
      cause: forbidden.cause,
      got: `accepted ${brief(given, 100)}`,
      want: `refused: ${forbidden.keyword} of ${forbidden.at === '' ? 'the arguments' : forbidden.at} (${forbidden.message})`,
      pointer: at(exchange, 'result'),
    },
  ];
}

function outputOf(exchange: Exchange, subject: Subject, revision: Revision): readonly Symptom[] {
  const result = succeeded(exchange);
  if (result === undefined || subject.output === undefined || revision < '2025-06-18') return [];
  if (!Object.hasOwn(result, 'structuredContent'))
    return [
      {
        kind: 'output',
        cause: 'no structuredContent',
        got: 'no structuredContent',
        want: 'structuredContent that fits outputSchema',
        pointer: at(exchange, 'result'),
      },
    ];
  const [first] = subject.output.violations(result['structuredContent']);
  if (first === undefined) return [];
  return [
    {
      kind: 'output',
      cause: `${first.keyword} at ${general(first.at)}`,
      got: `structuredContent${first.at}: ${first.message}`,
      want: 'structuredContent that fits outputSchema',
      pointer: at(exchange, 'result', 'structuredContent', ...first.at.split('/').slice(1)),
    },
  ];
}

/** Tools that are there to run something, and tools that are there to open any file: doing so is their purpose. */
const RUNS =
  /\b(?:shell|commands?|exec|executes?|eval|evaluates?|scripts?|code|terminal|process|templates?|expressions?|calculat)/iu;
const OPENS = /\b(?:files?|paths?|director(?:y|ies)|url|fetch)\b/iu;
const WITHIN = /\b(?:allowed|within|inside|restricted|folder|workspace|sandbox|project|root|relative)\b/iu;

function isItsPurpose(subject: Subject, kind: string): boolean {
  const said = `${subject.name.replaceAll(/[_.-]/gu, ' ')} ${subject.description}`;
  return kind === 'path traversal' || kind === 'file address'
    ? OPENS.test(said) && !WITHIN.test(said)
    : RUNS.test(said);
}

function evaluatedOf(exchange: Exchange, subject: Subject, given: Json | undefined): readonly Symptom[] {
  const sent = leaves(given).filter((text) => proofOf(text) !== undefined);
  if (sent.length === 0) return [];
  const answer = leaves(member(exchange.response?.json, 'result')).join('\n');
  for (const text of sent) {
    const hostile = proofOf(text);
    if (hostile?.proof?.test(answer) !== true || isItsPurpose(subject, hostile.kind)) continue;
    return [
      {
        kind: 'evaluated',
        cause: hostile.kind,
        got: `${hostile.kind} ${brief(text, 60)} was carried out: ${brief(hostile.proof.exec(answer)?.[0], 40)}`,
        want: 'text that is passed on as it is',
        pointer: at(exchange, 'result'),
        severity: 'critical',
      },
    ];
  }
  return [];
}
