// What the leaky server says: every case through its channel, and of arguments only whether the value reached it.

import { isObject } from '../../../suites/kernel/look.ts';
import type { Json, JsonObject } from '../../../suites/kernel/recording.ts';
import { pieces, sentence, type Case, type Corpus } from './corpus.ts';
import { describedTools, ordinaryTools, PROMPTS, resourcePages, TEMPLATES } from './listed.ts';
import { pngWith } from './png.ts';
import {
  ABOUT,
  ARRIVALS,
  caseNamed,
  digestOf,
  FORGET,
  FORGOTTEN,
  givenIn,
  requestOf,
  type Request,
} from './requests.ts';
import { Sight } from './sight.ts';

/** Says something before the answer; done once it has had time to leave. */
export interface Voice {
  progress(message: string): Promise<void>;
  log(data: Json): Promise<void>;
}

export type Answer =
  | { readonly result: JsonObject }
  | { readonly error: { readonly code: number; readonly message: string; readonly data?: Json } };

export interface Upstream {
  /** `undefined` for what the server answers by itself. */
  answer(method: string, params: JsonObject, voice: Voice): Answer | undefined | Promise<Answer>;
}

/** Of our own range, so that it is told from a refusal of a gateway. */
export const PLANTED_ERROR = -32050;
const INVALID = -32602;

/** Says that a channel is still there after the value went through it. */
export const trailer = (one: Case): string => `after-${one.id}`;

export function upstreamOf(corpus: Corpus): Upstream {
  const arrivals = new Map<string, string>();
  const tools = [...ordinaryTools(), ...describedTools(corpus)];
  const pages = resourcePages(corpus);
  return {
    answer: (method, params, voice) => {
      const { arguments: given } = params;
      if (given !== undefined && !isObject(given)) return undefined;
      switch (method) {
        case 'tools/list':
          return paged('tools', cut(tools, 20), params);
        case 'resources/list':
          return paged('resources', pages, params);
        case 'resources/templates/list':
          return { result: { resourceTemplates: TEMPLATES } };
        case 'prompts/list':
          return { result: { prompts: PROMPTS } };
        case 'tools/call':
        case 'resources/read':
        case 'prompts/get':
        case 'completion/complete':
          return served(corpus, arrivals, { method, params }, voice);
        default:
          return undefined;
      }
    },
  };
}

const cut = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, page) => items.slice(page * size, (page + 1) * size));

function paged(name: string, pages: readonly (readonly JsonObject[])[], params: JsonObject): Answer {
  const { cursor } = params;
  const page = cursor === undefined ? 0 : Number(/^page-(\d{1,6})$/.exec(String(cursor))?.[1] ?? -1);
  if (cursor !== undefined && pages[page] === undefined) return refused('Invalid cursor');
  const items = { [name]: pages[page] ?? [] };
  return { result: page + 1 < pages.length ? { ...items, nextCursor: `page-${page + 1}` } : items };
}

const refused = (message: string): Answer => ({ error: { code: INVALID, message } });

function served(
  corpus: Corpus,
  arrivals: Map<string, string>,
  request: Request,
  voice: Voice,
): Answer | Promise<Answer> {
  const { name } = request.params;
  if (name === ABOUT) return said(aboutLine(corpus));
  if (name === ARRIVALS) return said(arrivalLines(arrivals, givenIn(request)));
  const one = corpus.byId.get(caseNamed(request) ?? '');
  const expected = one === undefined ? undefined : requestOf(one);
  if (one === undefined || expected?.method !== request.method) return refused('There is no such record');
  if (one.direction === 'result') return spoken(one, voice);
  const line = arrivalLine(one, givenIn(request));
  arrivals.set(one.id, line);
  return acknowledged(request.method, line, request.params);
}

export const aboutLine = ({ seed, size, mark }: Corpus): string => `corpus seed=${seed} size=${size} mark=${mark}`;

/** Says nothing of what came but whether the value can be read in it, and a digest. */
function arrivalLine(one: Case, given: Json): string {
  const sight = new Sight(typeof given === 'string' ? [given, unescapedUri(given)] : [given]);
  const how = one.planted && sight.leaks(one) ? 'with' : 'without';
  return `arrival ${one.id} ${how} ${digestOf(given)}`;
}

function unescapedUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function arrivalLines(arrivals: Map<string, string>, given: Json): string {
  const wanted = String((given as JsonObject | null)?.['cases'] ?? '');
  if (wanted === FORGET) arrivals.clear();
  return wanted === FORGET
    ? FORGOTTEN
    : wanted
        .split(' ')
        .flatMap((id) => arrivals.get(id) ?? [])
        .join('\n');
}

function acknowledged(method: string, line: string, params: JsonObject): Answer {
  if (method === 'tools/call') return said(line);
  if (method === 'prompts/get') return { result: { messages: [message(line)] } };
  if (method === 'completion/complete') return { result: { completion: { values: [line] } } };
  return { result: { contents: [{ uri: String(params['uri']), mimeType: 'text/plain', text: line }] } };
}

const text = (value: string): JsonObject => ({ type: 'text', text: value });
const said = (value: string): Answer => ({ result: { content: [text(value)] } });
const message = (value: string): JsonObject => ({ role: 'user', content: text(value) });

/** The answer that carries a case, with what is said before it. */
async function spoken(one: Case, voice: Voice): Promise<Answer> {
  const whole = sentence(one);
  if (one.channel === 'error')
    return { error: { code: PLANTED_ERROR, message: 'The record is locked', data: { detail: whole } } };
  if (one.channel === 'progress') for (const part of [whole, trailer(one)]) await voice.progress(part);
  if (one.channel === 'log') for (const part of [whole, trailer(one)]) await voice.log({ record: part });
  if (one.channel === 'streamed') for (const part of [...pieces(whole, 4), trailer(one)]) await voice.progress(part);
  return { result: resultOf(one) };
}

/** The result that carries a case, as it leaves the server. */
export function resultOf(one: Case): JsonObject {
  const whole = sentence(one);
  switch (one.channel) {
    case 'text':
      return { content: [text(whole)] };
    case 'structured':
      return {
        content: [text('The record is in the structured content.')],
        structuredContent: {
          rows: [
            { number: 1, note: 'first row' },
            { number: 2, note: whole },
          ],
          complete: true,
        },
      };
    case 'embedded':
      return {
        content: [
          { type: 'resource', resource: { uri: `corpus://text/${one.id}`, mimeType: 'text/plain', text: whole } },
        ],
      };
    case 'link':
      return {
        content: [{ type: 'resource_link', uri: `corpus://text/${one.id}`, name: one.id, description: whole }],
      };
    case 'meta':
      return { content: [text('The record is in the metadata.')], _meta: { 'example.com/record': whole } };
    case 'tool-error':
      return { content: [text(whole)], isError: true };
    case 'image':
      return { content: [{ type: 'image', mimeType: 'image/png', data: pngWith(whole) }] };
    case 'blocks':
      return { content: pieces(whole, 3).map(text) };
    case 'resource':
      return { contents: [{ uri: `corpus://text/${one.id}`, mimeType: 'text/plain', text: whole }] };
    case 'blob':
      return {
        contents: [
          {
            uri: `corpus://blob/${one.id}`,
            mimeType: 'application/octet-stream',
            blob: Buffer.from(whole).toString('base64'),
          },
        ],
      };
    case 'prompt':
      return { messages: [message(whole)] };
    case 'completion':
      return { completion: { values: [whole], total: 1, hasMore: false } };
    default:
      return { content: [text('The record was told on the way.')] };
  }
}
