// Dresses a request for its era: plain after a handshake, or with `_meta` and the standard headers in each message.

import { isObject, member } from '../../suites/kernel/look.ts';
import type { Json, JsonObject } from '../../suites/kernel/recording.ts';
import type { Era } from '../../suites/kernel/revision.ts';
import type { HeaderChanges } from '../wire/carrier.ts';

export const CLIENT_INFO = { name: 'assay', version: '0.1.0' } as const;

const PREFIX = 'io.modelcontextprotocol/';

export interface Dressing {
  readonly era: Era;
  readonly revision: string;
  readonly clientCapabilities: JsonObject;
}

export interface Dressed {
  readonly params: unknown;
  readonly headers: HeaderChanges;
}

/** Input schemas of the tools seen, by name: their `x-mcp-header` marks say which arguments travel as headers too. */
export type ToolSchemas = ReadonlyMap<string, unknown>;

export interface DressOptions {
  readonly meta?: Readonly<Record<string, Json>>;
  readonly progressToken?: string | number;
  readonly bare?: boolean;
}

/** Spec: basic/index#_meta and basic/transports/streamable-http of 2026-07-28; earlier eras add nothing of themselves. */
export function dress(
  method: string,
  params: unknown,
  dressing: Dressing,
  options: DressOptions,
  tools?: ToolSchemas,
): Dressed {
  const headers =
    dressing.era === 'per-request'
      ? { ...standardHeaders(method, params, dressing.revision, options), ...paramHeaders(method, params, tools) }
      : {};
  if (options.bare === true || (params !== undefined && !isObject(params))) return { params, headers };
  const meta: Record<string, Json> = {};
  const given = member(params, '_meta');
  if (dressing.era === 'per-request') {
    meta[`${PREFIX}protocolVersion`] = dressing.revision;
    meta[`${PREFIX}clientInfo`] = CLIENT_INFO;
    meta[`${PREFIX}clientCapabilities`] = dressing.clientCapabilities;
  }
  if (isObject(given)) Object.assign(meta, given);
  if (options.progressToken !== undefined) meta['progressToken'] = options.progressToken;
  for (const [key, value] of Object.entries(options.meta ?? {}))
    if (value === null) delete meta[key];
    else meta[key] = value;
  if (Object.keys(meta).length === 0) return { params, headers };
  return { params: { ...(params as JsonObject | undefined), _meta: meta }, headers };
}

/** The header names a request's target where its method has one; values that no header can carry go as Base64. */
function standardHeaders(method: string, params: unknown, revision: string, options: DressOptions): HeaderChanges {
  const version = options.meta?.[`${PREFIX}protocolVersion`];
  const name = nameOf(method, params);
  return {
    'MCP-Protocol-Version': typeof version === 'string' ? version : revision,
    'Mcp-Method': method,
    ...(name === undefined ? {} : { 'Mcp-Name': headerValue(name) }),
  };
}

function nameOf(method: string, params: unknown): string | undefined {
  const key =
    method === 'tools/call' || method === 'prompts/get'
      ? 'name'
      : method === 'resources/read'
        ? 'uri'
        : method.startsWith('tasks/')
          ? 'taskId'
          : undefined;
  const value = key === undefined ? undefined : member(params, key);
  return typeof value === 'string' ? value : undefined;
}

/** Spec: basic/transports/streamable-http#value-encoding (2026-07-28): `=?base64?…?=` for what is not plain visible ASCII. */
export function headerValue(value: string): string {
  const plain = /^[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?$/.test(value) && !/^=\?base64\?.*\?=$/.test(value);
  return plain ? value : `=?base64?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}

/** Spec: basic/transports/streamable-http#schema-extension (2026-07-28): reached through `properties` alone, primitives only. */
function paramHeaders(method: string, params: unknown, tools: ToolSchemas | undefined): HeaderChanges {
  const name = member(params, 'name');
  if (method !== 'tools/call' || typeof name !== 'string' || tools === undefined) return {};
  const headers: Record<string, string> = {};
  collect(tools.get(name), member(params, 'arguments'), headers, 0);
  return headers;
}

function collect(schema: unknown, value: unknown, headers: Record<string, string>, depth: number): void {
  const properties = member(schema, 'properties');
  if (!isObject(properties) || depth > 16) return;
  for (const [key, property] of Object.entries(properties)) {
    const inner = member(value, key);
    const mark = member(property, 'x-mcp-header');
    const primitive = typeof inner === 'string' || typeof inner === 'boolean' || Number.isSafeInteger(inner);
    if (typeof mark === 'string' && /^[!#$%&'*+.^_`|~\w-]+$/.test(mark) && primitive)
      headers[`Mcp-Param-${mark}`] = headerValue(String(inner));
    if (inner !== undefined) collect(property, inner, headers, depth + 1);
  }
}
