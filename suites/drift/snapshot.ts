// What a server says of itself and of everything it lists, at one moment: the thing that is locked and compared.

import { prompts } from '../artifacts/prompts.ts';
import { resourceTemplates } from '../artifacts/resource-templates.ts';
import { resources } from '../artifacts/resources.ts';
import { tools } from '../artifacts/tools.ts';
import { artifact } from '../kernel/check.ts';
import type { ViewReader } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import type { Kind } from './change.ts';

export type Fields = Readonly<Record<string, unknown>>;
export type ListKind = Exclude<Kind, 'server'>;

export interface Snapshot {
  readonly revision: string;
  /** serverInfo, instructions and capabilities, field by field. */
  readonly server: Fields;
  /** By name, or by uri; entries of one name are told apart by ` (2)`. */
  readonly tool: Readonly<Record<string, Fields>>;
  readonly prompt: Readonly<Record<string, Fields>>;
  readonly resource: Readonly<Record<string, Fields>>;
  readonly template: Readonly<Record<string, Fields>>;
}

export const LIST_KINDS: readonly ListKind[] = ['tool', 'prompt', 'resource', 'template'];

const KEY: Readonly<Record<ListKind, string>> = {
  tool: 'name',
  prompt: 'name',
  resource: 'uri',
  template: 'uriTemplate',
};

/** Members that change with the data and not with the definition. */
const VOLATILE: Readonly<Record<ListKind, readonly string[]>> = {
  tool: [],
  prompt: [],
  resource: ['size'],
  template: [],
};

/** Items of a list by what clients call them by. */
export function byKey(kind: ListKind, items: readonly unknown[]): Readonly<Record<string, Fields>> {
  // A map, since a target may call a tool `__proto__`.
  const out = new Map<string, Fields>();
  for (const item of items) {
    const name = member(item, KEY[kind]) ?? member(item, 'name');
    if (!isObject(item) || typeof name !== 'string') continue;
    let key = name;
    for (let count = 2; out.has(key); count += 1) key = `${name} (${count})`;
    out.set(key, fieldsOf(kind, item));
  }
  return Object.fromEntries(out);
}

function fieldsOf(kind: ListKind, item: Fields): Fields {
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(item)) {
    if (key === KEY[kind] || VOLATILE[kind].includes(key)) continue;
    fields[key] = key === 'annotations' ? withoutDate(value) : value;
  }
  return fields;
}

function withoutDate(annotations: unknown): unknown {
  if (!isObject(annotations)) return annotations;
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== 'lastModified'));
}

const INFO = ['name', 'title', 'version', 'description', 'websiteUrl', 'icons'];

/** The server's own fields from the answer that opened the session. */
export function serverFields(result: unknown): Fields {
  const info = member(result, 'serverInfo') ?? member(member(result, '_meta'), 'io.modelcontextprotocol/serverInfo');
  const fields: Record<string, unknown> = {};
  for (const key of INFO) {
    const value = member(info, key);
    if (value !== undefined) fields[key] = value;
  }
  const instructions = member(result, 'instructions');
  if (typeof instructions === 'string') fields['instructions'] = instructions;
  fields['capabilities'] = isObject(member(result, 'capabilities')) ? member(result, 'capabilities') : {};
  return fields;
}

export interface Lists {
  readonly tool: readonly unknown[];
  readonly prompt: readonly unknown[];
  readonly resource: readonly unknown[];
  readonly template: readonly unknown[];
}

export function snapshotOf(revision: string, opening: unknown, lists: Partial<Lists>): Snapshot {
  return {
    revision,
    server: serverFields(opening),
    tool: byKey('tool', lists.tool ?? []),
    prompt: byKey('prompt', lists.prompt ?? []),
    resource: byKey('resource', lists.resource ?? []),
    template: byKey('template', lists.template ?? []),
  };
}

/** The answer that opened a lane, or the first that tells of the server. */
export const openingOf = (recording: Recording): Exchange | undefined =>
  recording.exchanges.find(
    (exchange) =>
      (exchange.method === 'initialize' || exchange.method === 'server/discover') &&
      resultOf(exchange)?.['capabilities'] !== undefined &&
      exchange.sent.deliberate === undefined,
  );

function read(recording: Recording, views: ViewReader): Snapshot {
  const opening = openingOf(recording);
  const fallback = {
    capabilities: recording.capabilities,
    serverInfo: recording.server,
    ...(recording.instructions === undefined ? {} : { instructions: recording.instructions }),
  };
  const items = (list: typeof tools): readonly unknown[] => views(list).items.map((item) => item.value);
  return snapshotOf(recording.revision, resultOf(opening) ?? fallback, {
    tool: items(tools),
    prompt: items(prompts),
    resource: items(resources),
    template: items(resourceTemplates),
  });
}

/** The snapshot of the main session of a recording. */
export const snapshot = artifact<Snapshot>({
  id: 'snapshot',
  after: [tools, prompts, resources, resourceTemplates],
  read,
});
