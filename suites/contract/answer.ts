// Holds one recorded answer against the expectation of a case: outcome, text, structure, size, time, snapshot.

import { succeeded, textOf } from '../generation/calls.ts';
import { canonical } from '../generation/plain.ts';
import { isUsable, validatorOf } from '../generation/validator.ts';
import { brief, ending, errorOf, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject } from '../kernel/recording.ts';
import type { Expectation, Kind, OutcomeName } from './format.ts';
import { pathComplaint, textComplaint } from './matchers.ts';
import { rootsOf } from './variables.ts';

export interface Complaint {
  /** Names what was asked for: `outcome`, `text`, `maxBytes` …; part of the key of the finding. */
  readonly about: string;
  readonly got: string;
  readonly want: string;
  readonly pointer: readonly string[];
}

/** What judging needs beside the answer. */
export interface Bench {
  /** Tokens of a text; loaded only where a contract counts them. */
  readonly tokens: (text: string) => number;
  readonly snapshots: Readonly<Record<string, Json>>;
  /** A snapshot that is not there yet: taken now, or a complaint (in CI). */
  readonly frozen: boolean;
}

const DEFAULTS: Readonly<Record<Kind, OutcomeName>> = {
  valid: 'success',
  malformed: 'refused',
  oversized: 'any',
  errors: 'tool-error',
};

export const outcomeOf = (expectation: Expectation | undefined, kind: Kind): OutcomeName =>
  expectation?.outcome ?? (expectation?.code === undefined ? DEFAULTS[kind] : 'protocol-error');

const isToolError = (exchange: Exchange): boolean => member(resultOf(exchange), 'isError') === true;

/** Everything an answer breaks; empty for a good one. */
export function complaintsOf(
  exchange: Exchange,
  expectation: Expectation,
  outcome: OutcomeName,
  bench: Bench,
): readonly Complaint[] {
  const wrong = outcomeComplaint(exchange, outcome, expectation.code);
  if (wrong !== undefined) return [wrong];
  return [
    ...sizeComplaints(exchange, expectation, bench),
    ...textComplaints(exchange, expectation),
    ...structuredComplaints(exchange, expectation),
    ...snapshotComplaints(exchange, expectation, bench),
  ];
}

const WANTED: Readonly<Record<OutcomeName, string>> = {
  success: 'a result without isError',
  'tool-error': 'a result with isError true',
  refused: 'a refusal: isError, or JSON-RPC error -32602',
  'protocol-error': 'a JSON-RPC error',
  any: 'a result or an error',
};

function outcomeComplaint(exchange: Exchange, outcome: OutcomeName, code: number | undefined): Complaint | undefined {
  const error = errorOf(exchange);
  const answered = error !== undefined || resultOf(exchange) !== undefined;
  const fits: Readonly<Record<OutcomeName, boolean>> = {
    success: succeeded(exchange) !== undefined,
    'tool-error': isToolError(exchange),
    // -32602 is what the older revisions and most SDKs give for wrong arguments (requirements: tools.inputs-validated).
    refused: isToolError(exchange) || error?.code === -32602,
    'protocol-error': error !== undefined,
    any: answered,
  };
  const want = code === undefined ? WANTED[outcome] : `JSON-RPC error ${code}`;
  const good = fits[outcome] && (code === undefined || error?.code === code);
  if (good) return undefined;
  const said = textOf(exchange);
  const got = isToolError(exchange)
    ? `isError: ${brief(said, 80)}`
    : error === undefined
      ? `${ending(exchange)}${said === '' ? '' : `: ${brief(said, 80)}`}`
      : ending(exchange);
  return { about: 'outcome', got, want, pointer: answered ? [error === undefined ? 'result' : 'error'] : [] };
}

/** Bytes of an answer as it came, in UTF-8. */
export function bytesOf(exchange: Exchange): number {
  let bytes = exchange.response?.cut ?? 0;
  for (const char of exchange.response?.raw ?? '') {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** What of an answer a model would read. */
export const readable = (exchange: Exchange): string => {
  const result = resultOf(exchange);
  const text = textOf(exchange);
  return text === '' ? JSON.stringify(result ?? errorOf(exchange) ?? '') : text;
};

function sizeComplaints(exchange: Exchange, expectation: Expectation, bench: Bench): readonly Complaint[] {
  const { maxBytes, maxTokens, maxMs } = expectation;
  const found: Complaint[] = [];
  const add = (about: string, got: number, most: number | undefined, unit: string): void => {
    if (most !== undefined && got > most)
      found.push({ about, got: `${Math.round(got)} ${unit}`, want: `at most ${most} ${unit}`, pointer: ['result'] });
  };
  if (maxBytes !== undefined) add('maxBytes', bytesOf(exchange), maxBytes, 'bytes');
  if (maxTokens !== undefined) add('maxTokens', bench.tokens(readable(exchange)), maxTokens, 'tokens');
  if (maxMs !== undefined) add('maxMs', exchange.ms, maxMs, 'ms');
  return found.map((one) => (errorOf(exchange) === undefined ? one : { ...one, pointer: ['error'] }));
}

function textComplaints(exchange: Exchange, expectation: Expectation): readonly Complaint[] {
  if (expectation.text === undefined) return [];
  const error = errorOf(exchange);
  const text = error === undefined ? textOf(exchange) : String(error.message);
  const got = textComplaint(text, expectation.text);
  if (got === undefined) return [];
  const pointer = error === undefined ? ['result', 'content'] : ['error', 'message'];
  return [{ about: 'text', got, want: 'the text the contract asks for', pointer }];
}

function structuredComplaints(exchange: Exchange, expectation: Expectation): readonly Complaint[] {
  const { structured } = expectation;
  if (structured === undefined) return [];
  const result = resultOf(exchange);
  const [root] = rootsOf(exchange);
  const value = member(result, 'structuredContent');
  const pointer = value === undefined ? ['result'] : ['result', 'structuredContent'];
  const complain = (got: string, want: string): Complaint => ({ about: 'structured', got, want, pointer });
  const found: Complaint[] = [];
  if (structured.equals !== undefined && canonical(value) !== canonical(structured.equals))
    found.push(complain(brief(value), brief(structured.equals)));
  if (structured.schema !== undefined) {
    const validator = validatorOf(structured.schema);
    const [first] = isUsable(validator) ? validator.violations(value) : [];
    if (first !== undefined)
      found.push(complain(`structuredContent${first.at}: ${first.message}`, 'what the schema of the contract allows'));
  }
  for (const [path, wanted] of Object.entries(structured.paths ?? {})) {
    const got = pathComplaint(path, root, wanted);
    if (got !== undefined) found.push(complain(got, `${path} as the contract says`));
  }
  return found;
}

/** What a snapshot keeps: the answer without what changes from call to call. */
export function snapshotOf(exchange: Exchange): Json {
  const result = resultOf(exchange);
  const error = errorOf(exchange);
  if (result === undefined)
    return { error: { code: (error?.code ?? null) as Json, message: (error?.message ?? null) as Json } };
  return Object.fromEntries(Object.entries(result).filter(([key]) => key !== '_meta')) as JsonObject;
}

function snapshotComplaints(exchange: Exchange, expectation: Expectation, bench: Bench): readonly Complaint[] {
  const name = expectation.snapshot;
  if (name === undefined) return [];
  const now = snapshotOf(exchange);
  const pointer = [errorOf(exchange) === undefined ? 'result' : 'error'];
  if (!Object.hasOwn(bench.snapshots, name))
    return bench.frozen
      ? [{ about: 'snapshot', got: `there is no snapshot ${name}`, want: 'a snapshot that was committed', pointer }]
      : [];
  const kept = bench.snapshots[name];
  if (canonical(now) === canonical(kept)) return [];
  return [{ about: 'snapshot', got: brief(now), want: `as in snapshot ${name}: ${brief(kept, 100)}`, pointer }];
}
