// The messages of a handshake made by hand, on connections that the engine left unopened.

import type { Session } from '../kernel/check.ts';
import { header, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject } from '../kernel/recording.ts';

/** Revisions that are agreed by initialize, oldest first. */
export const INITIALIZE_REVISIONS = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'] as const;

/** Versions that no server can know: one before the protocol existed, one far ahead. */
export const NONSENSE_VERSIONS = ['1999-01-01', '2999-12-31'] as const;

export function initializeParams(protocolVersion: Json, capabilities: JsonObject): JsonObject {
  return { protocolVersion, capabilities, clientInfo: { name: 'mcp-assay', version: '1.0.0' } };
}

/** Headers of a connection that has agreed on nothing yet. */
export const UNDRESSED = { 'Mcp-Session-Id': null, 'MCP-Protocol-Version': null, 'Mcp-Method': null } as const;

/** Headers that every later request of the session carries which this initialize opened. */
export function dressedBy(initialize: Exchange): Readonly<Record<string, string | null>> {
  const version = member(resultOf(initialize), 'protocolVersion');
  return {
    'Mcp-Session-Id': header(initialize, 'mcp-session-id') ?? null,
    // The header exists from 2025-06-18 on; older servers need not know it.
    'MCP-Protocol-Version': typeof version === 'string' && version >= '2025-06-18' ? version : null,
  };
}

/** Initializes a connection on which nothing was agreed yet. */
export function initialize(connection: Session, version: Json, tag: string, deliberate?: string): Promise<Exchange> {
  return connection.request('initialize', initializeParams(version, connection.clientCapabilities), {
    tag,
    bare: true,
    headers: UNDRESSED,
    ...(deliberate === undefined ? {} : { deliberate }),
  });
}

/** The base list method of a capability the target declares; `undefined` where it declares none. */
export function listMethod(capabilities: JsonObject): string | undefined {
  if (member(capabilities, 'tools') !== undefined) return 'tools/list';
  if (member(capabilities, 'prompts') !== undefined) return 'prompts/list';
  if (member(capabilities, 'resources') !== undefined) return 'resources/list';
  return undefined;
}
