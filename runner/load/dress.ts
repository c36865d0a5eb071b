// Turns the steps of a scenario into request bytes, compiled once so that a request under load costs a few joins.

import type { JsonObject } from '../../suites/kernel/recording.ts';
import type { Era, Revision } from '../../suites/kernel/revision.ts';
import type { Endpoint } from './http1.ts';
import { MARKER, type Step } from './shape.ts';

export const CLIENT_INFO = { name: 'assay', version: '0' } as const;

/** JSON in ASCII alone, so that characters are bytes and lengths can be added up. */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

export interface CompiledStep {
  readonly step: Step;
  readonly index: number;
  readonly marked: boolean;
  /** Header lines of this step alone, each ended by CRLF. */
  readonly headerLines: string;
  /** The body between markers; the id follows the last part. */
  readonly parts: readonly string[];
  readonly fixedLength: number;
}

export interface Dress {
  readonly era: Era;
  readonly revision: Revision;
  readonly clientCapabilities?: JsonObject;
}

export function compileStep(step: Step, index: number, dress: Dress): CompiledStep {
  const params = dressParams(step.params, dress);
  const body = `{"jsonrpc":"2.0","method":${asciiJson(step.method)}${
    params === undefined ? '' : `,"params":${asciiJson(params)}`
  },"id":`;
  const parts = body.split(MARKER);
  return {
    step,
    index,
    marked: parts.length > 1,
    headerLines: headerLines({ ...stepHeaders(step, dress), ...step.headers }),
    parts,
    fixedLength: parts.reduce((sum, part) => sum + part.length, 0) + 1,
  };
}

/** The text of a request; `sessionHead` ends before the step's own headers. */
export function requestText(step: CompiledStep, sessionHead: string, id: number, marker: string): string {
  const digits = String(id);
  const length = step.fixedLength + digits.length + (step.parts.length - 1) * marker.length;
  const body = step.marked ? step.parts.join(marker) : (step.parts[0] ?? '');
  return `${sessionHead}${step.headerLines}Content-Length: ${length}\r\n\r\n${body}${digits}}`;
}

/** The body alone, for stdio. */
export function bodyText(step: CompiledStep, id: number, marker: string): string {
  return `${step.marked ? step.parts.join(marker) : (step.parts[0] ?? '')}${id}}`;
}

/** `am` + run + `x` + id, always as long as any other of the run. */
export const markerOf = (run: string, id: number): string => `am${run}x${String(id).padStart(10, '0')}y`;

/** Everything of a request's head that stays the same within a session. */
export function sessionHead(
  endpoint: Endpoint,
  method: 'POST' | 'GET' | 'DELETE',
  headers: Readonly<Record<string, string>>,
  dress: Dress,
  session: { readonly id?: string; readonly opening?: boolean } = {},
): string {
  const accept = method === 'GET' ? 'text/event-stream' : 'application/json, text/event-stream';
  const standard: Record<string, string> = { Host: endpoint.authority, Accept: accept };
  if (method === 'POST') standard['Content-Type'] = 'application/json';
  // Before 2025-06-18 there is no such header, and initialize itself never carries it.
  if (session.opening !== true && dress.revision >= '2025-06-18') standard['MCP-Protocol-Version'] = dress.revision;
  if (session.id !== undefined) standard['Mcp-Session-Id'] = session.id;
  return `${method} ${endpoint.path} HTTP/1.1\r\n${headerLines({ ...standard, ...headers })}`;
}

const headerLines = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

/** 2026-07-28, request metadata: Mcp-Method on all requests, Mcp-Name where one thing is named (tasks: SEP-2663). */
function stepHeaders(step: Step, dress: Dress): Record<string, string> {
  if (dress.era !== 'per-request') return {};
  const member = NAMED_BY[step.method];
  const name = member === undefined ? undefined : step.params?.[member];
  return { 'Mcp-Method': step.method, ...(typeof name === 'string' ? { 'Mcp-Name': headerValue(name) } : {}) };
}

const NAMED_BY: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
  'tasks/get': 'taskId',
  'tasks/update': 'taskId',
  'tasks/cancel': 'taskId',
};

/** 2026-07-28, value encoding: what is no plain header value travels as `=?base64?…?=`. */
export function headerValue(value: string): string {
  const plain = /^[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?$/.test(value) && !/^=\?base64\?.*\?=$/i.test(value);
  return plain ? value : `=?base64?${Buffer.from(value).toString('base64')}?=`;
}

function dressParams(params: JsonObject | undefined, dress: Dress): JsonObject | undefined {
  if (dress.era !== 'per-request') return params;
  const own = params?.['_meta'];
  return {
    ...params,
    _meta: {
      ...(typeof own === 'object' && own !== null && !Array.isArray(own) ? own : {}),
      'io.modelcontextprotocol/protocolVersion': dress.revision,
      'io.modelcontextprotocol/clientInfo': CLIENT_INFO,
      'io.modelcontextprotocol/clientCapabilities': dress.clientCapabilities ?? {},
    },
  };
}

/** The opening of the initialize era, as steps like any other. */
export const initializeStep = (revision: Revision, clientCapabilities: JsonObject = {}): Step => ({
  name: 'initialize',
  method: 'initialize',
  weight: 0,
  params: { protocolVersion: revision, capabilities: clientCapabilities, clientInfo: CLIENT_INFO },
});

export const INITIALIZED = '{"jsonrpc":"2.0","method":"notifications/initialized"}';

/** A whole POST with this body, for notifications. */
export const postText = (head: string, body: string): string => `${head}Content-Length: ${body.length}\r\n\r\n${body}`;
