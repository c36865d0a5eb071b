// Words of the per-request era that several rules need: `_meta` members, error codes, which lists a target offers.

import { isObject, member } from '../kernel/look.ts';
import type { Json, JsonObject } from '../kernel/recording.ts';

/** Members of `_meta` that every request carries from 2026-07-28 on (basic/index#meta). */
export const META = {
  version: 'io.modelcontextprotocol/protocolVersion',
  client: 'io.modelcontextprotocol/clientInfo',
  capabilities: 'io.modelcontextprotocol/clientCapabilities',
  server: 'io.modelcontextprotocol/serverInfo',
} as const;

export const HEADER_MISMATCH = -32020;
export const MISSING_CAPABILITY = -32021;
export const UNSUPPORTED_VERSION = -32022;
export const METHOD_NOT_FOUND = -32601;
export const INVALID_PARAMS = -32602;

/** A version that never existed. */
export const UNKNOWN_VERSION = '1900-01-01';

export interface Listable {
  readonly capability: 'tools' | 'prompts' | 'resources';
  readonly method: string;
}

const LISTABLE: readonly Listable[] = [
  { capability: 'tools', method: 'tools/list' },
  { capability: 'prompts', method: 'prompts/list' },
  { capability: 'resources', method: 'resources/list' },
];

/** The list methods of what the target declares. */
export const offeredLists = (capabilities: JsonObject): readonly Listable[] =>
  LISTABLE.filter(({ capability }) => isObject(member(capabilities, capability)));

/** A listening request that asks for everything the target says it announces. */
export function listenParams(capabilities: JsonObject): JsonObject {
  const filter: Record<string, Json> = {};
  for (const name of ['tools', 'prompts', 'resources'] as const)
    if (member(member(capabilities, name), 'listChanged') === true) filter[`${name}ListChanged`] = true;
  return { notifications: filter };
}

/** The target announces changes of some kind, so that it must offer to listen for them. */
export const announcesChanges = (capabilities: JsonObject): boolean =>
  Object.keys(member(listenParams(capabilities), 'notifications') as JsonObject).length > 0 ||
  member(member(capabilities, 'resources'), 'subscribe') === true;
