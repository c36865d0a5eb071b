// What earlier answers gave that later calls may need: ids, cursors, links, each under the name it had.

import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Json } from '../kernel/recording.ts';
import { replace } from '../generation/place.ts';
import type { Subject } from '../generation/subject.ts';

/** Values by name, without case and separators: `entryId`, `entry_id` and `EntryID` are one. */
export type Pool = Map<string, Json[]>;

const normal = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/gu, '');

/** Values kept under one name; the newest count. */
const KEPT = 12;

const IDS = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/giu;

export function learn(pool: Pool, exchange: Exchange): void {
  const result = resultOf(exchange);
  if (result === undefined || result['isError'] === true) return;
  const add = (name: string, value: Json): void => {
    const key = normal(name);
    const list = pool.get(key) ?? [];
    if (!list.includes(value)) pool.set(key, [...list, value].slice(-KEPT));
  };
  const walk = (value: unknown, name: string): void => {
    if (typeof value === 'string' || typeof value === 'number') {
      add(name, value);
      if (typeof value === 'string') for (const [id] of value.matchAll(IDS)) add('id', id);
    } else if (Array.isArray(value)) for (const inner of value.slice(0, 20)) walk(inner, name);
    else if (isObject(value)) for (const [key, inner] of Object.entries(value)) walk(inner, key);
  };
  walk(result['structuredContent'], 'value');
  const content = Array.isArray(result['content']) ? (result['content'] as readonly unknown[]) : [];
  for (const block of content) {
    if (member(block, 'type') === 'resource_link') walk(member(block, 'uri'), 'uri');
    const text = member(block, 'text');
    if (typeof text === 'string') walk(parsed(text), 'text');
  }
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/u.test(text)) return text.length <= 200 ? text : undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names of the pool that may fill this member: the same name, `cursor` for `nextCursor`, `id` for `entryId`. */
function sources(member: string, pool: Pool): readonly Json[] {
  const name = normal(member);
  const next = pool.get(`next${name}`) ?? (name.includes('cursor') ? pool.get('next') : undefined) ?? [];
  const own = pool.get(name) ?? [];
  const ids = name.endsWith('id') ? (pool.get('id') ?? []) : [];
  return [...next, ...own, ...ids];
}

export interface Fed {
  readonly arguments: Json;
  /** Members that were filled from earlier answers. */
  readonly members: readonly string[];
}

/** Arguments with values of earlier answers where the names meet and the schema allows it. */
export function feed(subject: Subject, given: Json, pool: Pool, pick: number): Fed {
  const properties = member(subject.inputSchema, 'properties');
  if (!isObject(properties) || !isObject(given)) return { arguments: given, members: [] };
  let fed: Json = given;
  const members: string[] = [];
  for (const name of Object.keys(properties)) {
    const offered = sources(name, pool);
    const value = offered[offered.length - 1 - (pick % Math.max(1, offered.length))];
    if (value === undefined) continue;
    const next = replace(fed, [name], value);
    if (subject.input?.valid(next) !== true) continue;
    fed = next;
    members.push(name);
  }
  return { arguments: fed, members };
}
