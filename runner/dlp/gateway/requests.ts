// What is asked for each case, and which part of a request carries what: the same reading on both sides of the gateway.

import { createHash } from 'node:crypto';
import { isObject, member } from '../../../suites/kernel/look.ts';
import type { Json, JsonObject } from '../../../suites/kernel/recording.ts';
import { pieces, sentence, type ArgumentChannel, type Case, type ResultChannel } from './corpus.ts';

export interface Request {
  readonly method: string;
  readonly params: JsonObject;
}

/** Channels of results that a tool of their own speaks through. */
export const READING = [
  'text',
  'structured',
  'embedded',
  'link',
  'meta',
  'error',
  'tool-error',
  'progress',
  'log',
  'image',
  'blocks',
  'streamed',
] as const satisfies readonly ResultChannel[];

export const TAKING = [
  'argument',
  'nested-argument',
  'argument-name',
  'split-arguments',
] as const satisfies readonly ArgumentChannel[];

export type Reading = (typeof READING)[number];

export const ABOUT = 'corpus_about';
export const ARRIVALS = 'corpus_arrivals';
/** Asked for instead of cases: what earlier runs sent must not count for this one. */
export const FORGET = 'forget';
export const FORGOTTEN = 'nothing has arrived';
export const PROMPT = 'record';
export const NOTE = 'note';

const underscored = (word: string): string => word.replaceAll('-', '_');
export const readingTool = (channel: string): string => `read_${underscored(channel)}`;
export const takingTool = (channel: string): string => `take_${underscored(channel)}`;
export const describedTool = (one: Case): string => `described_${one.id}`;

const call = (name: string, given: JsonObject): Request => ({
  method: 'tools/call',
  params: { name, arguments: given },
});
const read = (uri: string): Request => ({ method: 'resources/read', params: { uri } });

/** The request of a case; nothing for what stands in a list. */
export function requestOf(one: Case): Request | undefined {
  const { channel, id } = one;
  const text = sentence(one);
  switch (channel) {
    case 'description':
    case 'pages':
      return undefined;
    case 'resource':
      return read(`corpus://text/${id}`);
    case 'blob':
      return read(`corpus://blob/${id}`);
    case 'prompt':
      return { method: 'prompts/get', params: { name: PROMPT, arguments: { case: id } } };
    case 'completion':
      return complete(PROMPT, { name: 'case', value: id });
    case 'argument':
      return call(takingTool(channel), { case: id, text });
    case 'nested-argument':
      return call(takingTool(channel), { case: id, record: { rows: [{ note: 'first row' }, { note: text }] } });
    case 'argument-name':
      return call(takingTool(channel), { case: id, fields: { [text]: true } });
    case 'split-arguments': {
      const [first = '', second = ''] = pieces(text, 2);
      return call(takingTool(channel), { case: id, first, second });
    }
    case 'prompt-argument':
      return { method: 'prompts/get', params: { name: NOTE, arguments: { case: id, text } } };
    case 'resource-uri':
      return read(`corpus://note/${id}/${encodeURIComponent(text)}`);
    case 'completion-argument':
      return complete(NOTE, { name: 'text', value: text });
    default:
      return call(readingTool(channel), { case: id });
  }
}

const complete = (prompt: string, argument: JsonObject): Request => ({
  method: 'completion/complete',
  params: { ref: { type: 'ref/prompt', name: prompt }, argument },
});

/** The part of a request that an application gave, `_meta` and names aside. */
export function givenIn({ method, params }: Request): Json {
  if (method === 'resources/read') return params['uri'] ?? null;
  if (method === 'completion/complete') return params['argument'] ?? null;
  return params['arguments'] ?? null;
}

/** Ten digits that tell whether two values are the same, whatever the order of their members. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(value)) ?? '')
    .digest('hex')
    .slice(0, 10);
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, ordered(value[key])]));
}

/** Which case a request is about: it is named beside the value, or stands in its tag. */
export function caseNamed(request: Request): string | undefined {
  const given = givenIn(request);
  const named = member(given, 'case') ?? (member(given, 'name') === 'case' ? member(given, 'value') : undefined);
  if (typeof named === 'string') return named;
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  return /\b([rsab]\d{4})\b/.exec(text)?.[1];
}

/** Strings of a value with the name of the member each stands under, names of members included; in order. */
export function stringsIn(value: unknown, key = '', depth = 0): readonly (readonly [key: string, text: string])[] {
  if (typeof value === 'string') return [[key, value]];
  if (depth > 40 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => stringsIn(item, key, depth + 1));
  return Object.entries(value).flatMap(([name, item]) => [
    ['(name)', name] as const,
    ...stringsIn(item, name, depth + 1),
  ]);
}
