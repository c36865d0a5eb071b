// Every string that the target puts before a model, with its place: definitions of everything it lists, its
// instructions, and what its tools, prompts and resources answer. Lists are read from every answer to them, so that
// what shows only in a second session or to another client is read too.

import { artifact } from '../kernel/check.ts';
import type { Where } from '../kernel/check.ts';
import { at, atFrame, errorOf, isObject, member, pointer, resultOf } from '../kernel/look.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import type { FoundString, StringRole } from './definition-strings.ts';
import { promptStrings, resourceStrings, toolStrings, valueStrings } from './definition-strings.ts';
import type { Listed } from './listing.ts';
import { prompts } from './prompts.ts';
import { promptGets } from './prompt-gets.ts';
import { resourceReads } from './resource-reads.ts';
import { resourceTemplates } from './resource-templates.ts';
import { resources } from './resources.ts';
import { toolCalls } from './safe-calls.ts';
import { tools } from './tools.ts';
import { unknownTools } from './unknown-tools.ts';

export interface ModelString extends FoundString {
  readonly where: Where;
}

/** All strings that one thing puts before a model. */
export interface Owner {
  readonly kind: 'tool' | 'prompt' | 'resource' | 'template' | 'server';
  readonly name: string;
  readonly where: Where;
  readonly strings: readonly ModelString[];
}

const within = (where: Where, found: readonly FoundString[]): ModelString[] =>
  found.map((one) => ({
    ...one,
    where: { exchange: where.exchange, pointer: `${where.pointer ?? ''}${pointer(...one.path)}` },
  }));

function owners(
  kind: Owner['kind'],
  items: readonly Listed[],
  strings: (value: unknown) => FoundString[],
): readonly Owner[] {
  return items.map((item) => {
    const name = member(item.value, 'name') ?? member(item.value, 'uri') ?? member(item.value, 'uriTemplate');
    return {
      kind,
      name: typeof name === 'string' ? name : '',
      where: item.where,
      strings: within(item.where, strings(item.value)),
    };
  });
}

/** Members of an answer to initialize or server/discover that hosts put into the context of a model. */
function serverOwners(recording: Recording): readonly Owner[] {
  const seen = new Set<string>();
  return recording.exchanges.flatMap((exchange): Owner[] => {
    if (exchange.method !== 'initialize' && exchange.method !== 'server/discover') return [];
    const strings = serverStrings(exchange);
    const text = JSON.stringify(strings.map((one) => one.text));
    if (strings.length === 0 || seen.has(text)) return [];
    seen.add(text);
    return [{ kind: 'server', name: recording.server.name ?? '', where: at(exchange, 'result'), strings }];
  });
}

function serverStrings(exchange: Exchange): ModelString[] {
  const result = resultOf(exchange);
  const strings: ModelString[] = [];
  const add = (role: StringRole, path: readonly string[]): void => {
    let value: unknown = result;
    for (const key of path) value = member(value, key);
    if (typeof value === 'string') strings.push({ text: value, role, path, where: at(exchange, 'result', ...path) });
  };
  add('instructions', ['instructions']);
  for (const info of [['serverInfo'], ['_meta', 'io.modelcontextprotocol/serverInfo']])
    for (const key of ['name', 'title', 'description'] as const) add('title', [...info, key]);
  return strings;
}

/** Definitions: tools, prompts, resources, templates, and the server's own words. */
export const definitionTexts = artifact<readonly Owner[]>({
  id: 'definition-texts',
  after: [tools, prompts, resources, resourceTemplates],
  read: (recording, views) => [
    ...serverOwners(recording),
    ...owners('tool', views(tools).everywhere(), toolStrings),
    ...owners('prompt', views(prompts).everywhere(), promptStrings),
    ...owners('resource', views(resources).everywhere(), resourceStrings),
    ...owners('template', views(resourceTemplates).everywhere(), resourceStrings),
  ],
});

/** One answer that a model reads, or a request of the target that reaches one (sampling). */
export interface Answered {
  readonly from: string;
  readonly kind: 'result' | 'error' | 'prompt' | 'resource' | 'sampling';
  readonly where: Where;
  readonly strings: readonly ModelString[];
}

const LONGEST = 100_000;

function answered(kind: Answered['kind'], from: string, exchange: Exchange): readonly Answered[] {
  const result = resultOf(exchange);
  const error = errorOf(exchange);
  const strings: FoundString[] = [];
  if (result !== undefined) contentStrings(result, kind, strings);
  else if (typeof error?.message === 'string')
    strings.push({ text: error.message, role: 'error', path: ['error', 'message'] });
  if (strings.length === 0) return [];
  const where = { exchange: exchange.id };
  return [{ kind: error === undefined ? kind : 'error', from, where, strings: within(where, strings) }];
}

/** Text blocks of a result: content of a call, messages of a prompt, contents of a resource, structured content. */
function contentStrings(result: unknown, kind: Answered['kind'], out: FoundString[]): void {
  const list = kind === 'prompt' ? 'messages' : kind === 'resource' ? 'contents' : 'content';
  const blocks = member(result, list);
  if (Array.isArray(blocks))
    blocks.forEach((entry: unknown, index) => {
      const block = kind === 'prompt' ? member(entry, 'content') : entry;
      const path = kind === 'prompt' ? ['result', list, index, 'content'] : ['result', list, index];
      blockStrings(block, path, out);
    });
  if (kind === 'result')
    valueStrings(member(result, 'structuredContent'), ['result', 'structuredContent'], out, 0, 'content');
  if (kind === 'prompt') {
    const description = member(result, 'description');
    if (typeof description === 'string')
      out.push({ text: description, role: 'description', path: ['result', 'description'] });
  }
}

function blockStrings(block: unknown, path: readonly (string | number)[], out: FoundString[]): void {
  for (const key of ['text', 'name', 'title', 'description', 'uri']) {
    const value = member(block, key);
    if (typeof value === 'string') out.push({ text: value.slice(0, LONGEST), role: 'content', path: [...path, key] });
  }
  const embedded = member(block, 'resource');
  if (isObject(embedded)) blockStrings(embedded, [...path, 'resource'], out);
}

/** What the target asks a model directly. */
function samplingTexts(recording: Recording): readonly Answered[] {
  return recording.frames.flatMap((frame): Answered[] => {
    if (frame.origin !== 'target' || member(frame.json, 'method') !== 'sampling/createMessage') return [];
    const strings: FoundString[] = [];
    valueStrings(member(frame.json, 'params'), ['params'], strings, 0, 'content');
    const where = atFrame(frame);
    return [{ kind: 'sampling', from: 'sampling/createMessage', where, strings: within(where, strings) }];
  });
}

/** What tools, prompts and resources answered, errors included. */
export const answerTexts = artifact<readonly Answered[]>({
  id: 'answer-texts',
  after: [toolCalls, promptGets, resourceReads, unknownTools],
  read: (recording, views) => [
    ...views(toolCalls).calls.flatMap((call) => answered('result', call.name, call.exchange)),
    ...views(unknownTools).flatMap((call) => answered('result', call.name, call.exchange)),
    ...views(promptGets).flatMap((get) => answered('prompt', get.name, get.exchange)),
    ...views(resourceReads).flatMap((read) => answered('resource', read.uri, read.exchange)),
    ...samplingTexts(recording),
  ],
});
