// JSON that is no valid request: what to send, by era, each wrong in one place.

import type { Session } from '../kernel/check.ts';
import type { JsonObject } from '../kernel/recording.ts';

export interface InvalidRequest {
  readonly what: string;
  readonly message: unknown;
  /** The text gives room to read it as something else: a notification, a request of JSON-RPC itself. */
  readonly doubtful: boolean;
}

export function invalidRequests(session: Session): readonly InvalidRequest[] {
  const method = session.era === 'per-request' ? 'server/discover' : 'ping';
  const params = session.era === 'per-request' ? { params: { _meta: metaOf(session) } } : {};
  const good = { jsonrpc: '2.0', method, ...params };
  const wrong = (what: string, message: unknown, doubtful = false): InvalidRequest => ({ what, message, doubtful });
  return [
    wrong('no method', { jsonrpc: '2.0', id: 'assay-invalid-1' }),
    wrong('jsonrpc "1.0"', { ...good, jsonrpc: '1.0', id: 'assay-invalid-2' }),
    wrong('a number as method', { ...good, id: 'assay-invalid-3', method: 7 }),
    wrong('an object as id', { ...good, id: {} }, session.era === 'initialize'),
    wrong('a null id', { ...good, id: null }, true),
    wrong('a fraction as id', { ...good, id: 1.5 }, true),
    wrong('text as params', { ...good, id: 'assay-invalid-4', params: 'x' }, true),
    wrong('a bare number', 42, true),
  ];
}

const metaOf = (session: Session): JsonObject => ({
  'io.modelcontextprotocol/protocolVersion': session.revision,
  'io.modelcontextprotocol/clientCapabilities': session.clientCapabilities,
});

/** Sends them one after the other, so that an answer without id belongs to the last one sent. */
export async function sendInvalid(session: Session, which: (one: InvalidRequest) => boolean): Promise<void> {
  for (const { what, message } of invalidRequests(session).filter(which)) {
    if (!session.alive) return;
    const id = (message as { readonly id?: unknown }).id;
    await session.raw(JSON.stringify(message), {
      deliberate: `a request with ${what}`,
      tag: what,
      quiet: 300,
      ...(session.era === 'per-request' && typeof id === 'string'
        ? { headers: { 'Mcp-Method': 'server/discover' } }
        : {}),
    });
  }
}
