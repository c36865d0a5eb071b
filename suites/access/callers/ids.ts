// Ids in what calls gave back: strings under a name of an id, text that is JSON included.

import { isObject, member, resultOf } from '../../kernel/look.ts';
import type { Asked } from './steps.ts';

const ID_KEY = /^(?:id|uuid|key|ref|handle|slug)$|(?:[_-](?:id|uuid|key|ref)|Id|ID|Key|Ref)$/u;

/** Adds the ids of one result of a call. */
export function idsInResult(result: unknown, found: Set<string>): void {
  collect(member(result, 'structuredContent'), found, 0);
  const content = member(result, 'content');
  for (const block of Array.isArray(content) ? (content as readonly unknown[]) : [])
    collect(parsed(member(block, 'text')), found, 0);
}

/** Ids that a caller was shown by its own calls. */
export function idsShown(asked: readonly Asked[], name: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { caller, owner, exchange } of asked)
    if (caller === name && owner === undefined && exchange.method === 'tools/call')
      idsInResult(resultOf(exchange), found);
  return found;
}

function collect(value: unknown, found: Set<string>, depth: number): void {
  if (depth > 8 || found.size > 200) return;
  if (Array.isArray(value)) for (const item of value as readonly unknown[]) collect(item, found, depth + 1);
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === 'string' && item !== '' && item.length <= 200 && ID_KEY.test(key)) found.add(item);
    else collect(item, found, depth + 1);
  }
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string' || !/^\s*[[{]/u.test(text) || text.length > 1_000_000) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
