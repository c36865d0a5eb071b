// Stands in for a target that was only asked for its lists: repeats those, and answers every call as a tool that keeps
// its schemas would.

import { exampleOf } from '../../suites/artifacts/example-value.ts';
import { forbiddenBy, subjectOf } from '../../suites/generation/subject.ts';
import type { Subject } from '../../suites/generation/subject.ts';
import { errorOf, isObject, member, resultOf } from '../../suites/kernel/look.ts';
import type { Exchange, Json, Recording } from '../../suites/kernel/recording.ts';

/** The message that answers one; `undefined` for a notification. */
export type StandIn = (message: unknown) => object | undefined;

const MODERN = 'io.modelcontextprotocol/protocolVersion';

export function standIn(recordings: readonly Recording[]): StandIn {
  const eras = recordings.map(eraOf);
  const modern = eras.find(({ recording }) => recording.era === 'per-request');
  const stateful = eras.filter(({ recording }) => recording.era === 'initialize');
  return (message) => {
    if (!isObject(message) || message['jsonrpc'] !== '2.0') return failure(null, -32600, 'Invalid Request');
    const { id, method } = message;
    if (typeof method !== 'string' || id === undefined) return undefined;
    const { params } = message;
    const asked = member(member(params, '_meta'), MODERN);
    const wanted = member(params, 'protocolVersion');
    const era =
      asked !== undefined || method === 'server/discover'
        ? modern
        : (stateful.find(({ recording }) => recording.revision === wanted) ?? stateful[0]);
    const body = era?.answer(method, params);
    return body === undefined ? failure(id as Json, -32601, 'Method not found') : { jsonrpc: '2.0', id, ...body };
  };
}

const failure = (id: Json, code: number, message: string): object => ({ jsonrpc: '2.0', id, error: { code, message } });

interface Era {
  readonly recording: Recording;
  readonly answer: (method: string, params: unknown) => object | undefined;
}

function eraOf(recording: Recording): Era {
  const known = new Map<string, object>();
  for (const exchange of recording.exchanges) {
    const body = bodyOf(exchange);
    const key = keyOf(exchange.method, member(exchange.sent.json, 'params'));
    if (body !== undefined && !known.has(key)) known.set(key, body);
  }
  const subjects = new Map<string, { readonly subject: Subject; readonly output: unknown }>();
  for (const exchange of recording.exchanges.filter(({ method }) => method === 'tools/list'))
    for (const tool of listed(resultOf(exchange)?.['tools'])) {
      const subject = subjectOf(tool);
      if (subject !== undefined) subjects.set(subject.name, { subject, output: member(tool, 'outputSchema') });
    }
  const dressed = (result: object): object =>
    recording.era === 'per-request' ? { result: { resultType: 'complete', ...result } } : { result };
  const answer = (method: string, params: unknown): object | undefined => {
    const repeated =
      known.get(keyOf(method, params)) ?? (method === 'initialize' ? known.get('initialize ') : undefined);
    if (repeated !== undefined) return repeated;
    if (method === 'ping' && recording.era === 'initialize') return dressed({});
    if (method !== 'tools/call') return undefined;
    const called = subjects.get(String(member(params, 'name')));
    if (called === undefined) return { error: { code: -32602, message: 'Unknown tool' } };
    const given = (member(params, 'arguments') ?? {}) as Json;
    const refused = !isObject(given) || forbiddenBy(called.subject, given) !== undefined;
    if (refused) return dressed({ content: [{ type: 'text', text: 'The arguments do not fit.' }], isError: true });
    return dressed(called.output === undefined ? PLAIN : structured(called.output));
  };
  return { recording, answer };
}

const PLAIN = { content: [{ type: 'text', text: 'done' }] } as const;

function structured(schema: unknown): object {
  const structuredContent = exampleOf(schema).value;
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

/** Lists are told apart by their page, everything else by its method. */
const keyOf = (method: string, params: unknown): string => `${method} ${String(member(params, 'cursor') ?? '')}`;

function bodyOf(exchange: Exchange): object | undefined {
  const result = resultOf(exchange);
  if (result !== undefined) return { result };
  const error = errorOf(exchange);
  return error === undefined ? undefined : { error };
}
