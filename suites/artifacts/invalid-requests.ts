// JSON that is no valid request: what to send, by era, each wrong in one place.

import type { Session } from '../kernel/check.ts';
import type { JsonObject } from '../kernel/recording.ts';
import type { Malformed } from './malformed-replies.ts';

/** No valid JSON-RPC request in any reading. */
export function plainlyInvalid(session: Session): readonly Malformed[] {
  const good = goodRequest(session);
  const all = [
    invalid(session, 'no method', { jsonrpc: '2.0', id: 'assay-invalid-1' }),
    invalid(session, 'jsonrpc "1.0"', { ...good, jsonrpc: '1.0', id: 'assay-invalid-2' }),
    invalid(session, 'a number as method', { ...good, id: 'assay-invalid-3', method: 7 }),
  ];
  return session.era === 'initialize' ? all : [...all, invalid(session, 'an object as id', { ...good, id: {} })];
}

/** Valid for JSON-RPC, or open to another reading: a notification, params that the method does not fit. */
export function doubtful(session: Session): readonly Malformed[] {
  const good = goodRequest(session);
  return [
    invalid(session, 'a null id', { ...good, id: null }),
    invalid(session, 'a fraction as id', { ...good, id: 1.5 }),
    invalid(session, 'text as params', { ...good, id: 'assay-invalid-4', params: 'x' }),
    invalid(session, 'a bare number', 42),
  ];
}

function goodRequest(session: Session): JsonObject {
  if (session.era === 'initialize') return { jsonrpc: '2.0', method: 'ping' };
  const meta = {
    'io.modelcontextprotocol/protocolVersion': session.revision,
    'io.modelcontextprotocol/clientCapabilities': session.clientCapabilities,
  };
  return { jsonrpc: '2.0', method: 'server/discover', params: { _meta: meta } };
}

const invalid = (session: Session, what: string, message: unknown): Malformed => ({
  what,
  text: JSON.stringify(message),
  ...(session.era === 'per-request' ? { headers: { 'Mcp-Method': 'server/discover' } } : {}),
});
