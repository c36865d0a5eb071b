// Holds one message against the wire shapes of a revision: envelope, params or result by method, errors by code.
//
// Pure, never throws, and as deep as the shapes are, whatever the message is. Unknown methods are held to the envelope
// alone; whether a method may be used at all is not a question of shape.
//
// Where the official schema files and the text differ, the text decides:
// - `result` and `error` in one message are a violation (JSON-RPC 2.0, section 5); the files take either alone.
// - an error may carry `id: null` where the id could not be read (JSON-RPC 2.0, section 5); a rule looks at when.
// - in 2026-07-28 a result is what its `resultType` says; in the files InputRequiredResult takes every result.
// - capabilities and `_meta` may hold null and fractions deep inside; the files lost both when they were generated.

import { isObject } from '../kernel/look.ts';
import type { Revision } from '../kernel/revision.ts';
import { wireOf, type Side, type Wire } from './methods.ts';
import { walk, type Gathered, type Keyword, type Violation, type Visit } from './walk.ts';
import { shown } from './words.ts';

export type { Violation, Visit } from './walk.ts';

export interface Context {
  readonly from: Side;
  /** Method of the request that a response answers. */
  readonly method?: string;
}

export function violations(revision: Revision, message: unknown, context: Context): readonly Violation[] {
  const gathered: Gathered = { out: [] };
  if (!Array.isArray(message)) single(revision, message, context, [], gathered);
  else if (revision === '2025-03-26' && message.length > 0)
    message.forEach((part, index) => single(revision, part, context, [index], gathered));
  else gathered.out.push(odd('', message, 'one JSON-RPC message', 'batch'));
  return gathered.out;
}

/** The same for one message alone, with the values that were held against these shapes (default: against any). */
export function inspect(
  revision: Revision,
  message: unknown,
  context: Context,
  wanted?: ReadonlySet<string>,
): { readonly out: readonly Violation[]; readonly visits: readonly Visit[] } {
  const gathered = { out: [], visits: [], ...(wanted === undefined ? {} : { wanted }) };
  single(revision, message, context, [], gathered);
  return gathered;
}

type Path = readonly (string | number)[];

const baseOf = (path: Path): string => path.map((key) => `/${key}`).join('');

const ENVELOPE = ['JSONRPCMessage'] as const;

const odd = (pointer: string, got: unknown, want: string, keyword: Keyword, member?: string): Violation => ({
  pointer,
  got: keyword === 'required' ? `no member ${JSON.stringify(member)}` : shown(got),
  want,
  keyword,
  ...(member === undefined ? {} : { member }),
  within: ENVELOPE,
});

function single(revision: Revision, message: unknown, context: Context, path: Path, gathered: Gathered): void {
  const { out } = gathered;
  const base = baseOf(path);
  if (!isObject(message)) {
    out.push(odd(base, message, 'a JSON-RPC message, which is an object', 'type'));
    return;
  }
  if (!Object.hasOwn(message, 'jsonrpc')) out.push(odd(base, message, 'jsonrpc: "2.0"', 'required', 'jsonrpc'));
  else if (message['jsonrpc'] !== '2.0')
    out.push(odd(`${base}/jsonrpc`, message['jsonrpc'], '"2.0"', 'const', 'jsonrpc'));
  const wire = wireOf(revision);
  if (Object.hasOwn(message, 'method')) call(wire, message, context, path, gathered);
  else response(revision, wire, message, context, path, gathered);
}

type Message = Readonly<Record<string, unknown>>;

function call(wire: Wire, message: Message, context: Context, path: Path, gathered: Gathered): void {
  const { out } = gathered;
  const base = baseOf(path);
  const { method } = message;
  const isRequest = Object.hasOwn(message, 'id');
  if (isRequest) requestId(message, base, out, false);
  if (typeof method !== 'string') {
    out.push(odd(`${base}/method`, method, 'a string', 'type', 'method'));
    return;
  }
  const name = own(isRequest ? paramsOf(wire, context.from) : wire.methods.notifications[context.from], method);
  const shape = name ?? (isRequest ? 'ForeignParams?' : 'ForeignNotificationParams?');
  if (Object.hasOwn(message, 'params'))
    walk(wire.shape(shape.replace('?', '')), message['params'], [...path, 'params'], gathered);
  else if (!shape.endsWith('?'))
    out.push({ ...odd(base, message, 'params: an object', 'required', 'params'), within: [...ENVELOPE, shape] });
}

const paramsTables = new WeakMap<object, Readonly<Record<string, string>>>();

function paramsOf(wire: Wire, from: Side): Readonly<Record<string, string>> {
  const table = wire.methods.requests[from];
  let params = paramsTables.get(table);
  if (params === undefined) {
    params = Object.fromEntries(Object.entries(table).map(([method, [shape]]) => [method, shape]));
    paramsTables.set(table, params);
  }
  return params;
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

function requestId(message: Message, base: string, out: Violation[], nullable: boolean): void {
  const { id } = message;
  if (typeof id === 'string' || Number.isInteger(id) || (nullable && id === null)) return;
  out.push(odd(`${base}/id`, id, 'a string or an integer', typeof id === 'number' ? 'integer' : 'type', 'id'));
}

function response(
  revision: Revision,
  wire: Wire,
  message: Message,
  context: Context,
  path: Path,
  gathered: Gathered,
): void {
  const { out } = gathered;
  const base = baseOf(path);
  const hasResult = Object.hasOwn(message, 'result');
  const hasError = Object.hasOwn(message, 'error');
  // From 2025-11-25 an error may come without an id.
  const free = hasError && !hasResult && revision >= '2025-11-25';
  if (Object.hasOwn(message, 'id')) requestId(message, base, out, hasError && !hasResult);
  else if (!free) out.push(odd(base, message, 'id: a string or an integer', 'required', 'id'));
  if (hasResult && hasError) out.push(odd(base, message, 'either result or error', 'xor'));
  else if (hasResult) result(revision, wire, message['result'], context, [...path, 'result'], gathered);
  else if (hasError) error(wire, message['error'], [...path, 'error'], gathered);
  else out.push(odd(base, message, 'a method, a result or an error', 'shape'));
}

function error(wire: Wire, value: unknown, path: Path, gathered: Gathered): void {
  const code = isObject(value) ? value['code'] : undefined;
  const special = typeof code === 'number' ? own(wire.methods.errors, String(code)) : undefined;
  walk(wire.shape(special ?? 'Error'), value, path, gathered);
}

function result(
  revision: Revision,
  wire: Wire,
  value: unknown,
  context: Context,
  path: Path,
  gathered: Gathered,
): void {
  // A response of the client answers a request of the server, and the other way round. Before 2026-07-28 `ping` and
  // tasks go both ways with the same shapes.
  const asker: Side = context.from === 'server' ? 'client' : 'server';
  const known = context.method === undefined ? undefined : own(wire.methods.requests[asker], context.method)?.[1];
  walk(wire.shape(meant(revision, known, value, context)), value, path, gathered);
}

/** Methods whose result may ask for input first (2026-07-28, basic/patterns/mrtr). */
const ASKING: ReadonlySet<string> = new Set(['tools/call', 'prompts/get', 'resources/read']);

/** The shape a result means to have, where a method has more than one. */
function meant(revision: Revision, known: string | undefined, value: unknown, context: Context): string {
  if (known === undefined) return 'Result';
  const method = context.method ?? '';
  if (revision === '2026-07-28') {
    const type = isObject(value) ? value['resultType'] : undefined;
    if (type === 'input_required' && ASKING.has(method)) return 'InputRequiredResult';
    if (type === 'task' && method === 'tools/call') return 'CreateTaskResult';
    // A type that no part of the specification names says that the shape is its own.
    return typeof type === 'string' && type !== 'complete' && type !== 'input_required' ? 'Result' : known;
  }
  // A call with `task` in its params is answered with a task instead (2025-11-25, basic/utilities/tasks).
  const task = revision === '2025-11-25' && isObject(value) && Object.hasOwn(value, 'task');
  return task && method === 'tools/call' && !Object.hasOwn(value, 'content') ? 'CreateTaskResult' : known;
}
