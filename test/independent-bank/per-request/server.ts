// The dispatcher: what a request must carry, who answers it, and how answers and errors are dressed.

import { completion, getPrompt, listed, readResource } from './documents.ts';
import { cancelJob, getJob, needTasks, updateJob } from './jobs.ts';
import { listen } from './listen.ts';
import { asInput, checkedResponses } from './input.ts';
import { callTool } from './tools.ts';
import {
  type Call,
  InputNeeded,
  isObj,
  KEY,
  type Link,
  type Mutant,
  type Obj,
  objOf,
  type Parts,
  Refusal,
  type Server,
  textOf,
  VERSION,
} from './words.ts';

const LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];

export function createServer(parts: Parts, mutant: Mutant, shared = new Map<string, unknown>()): Server {
  mutant.parts?.(parts);
  const left = new Set(mutant.lax);
  return {
    parts,
    mutant,
    listens: new Set(),
    jobs: new Map(),
    notes: new Map(),
    shared,
    lax: (name) => left.has(name),
  };
}

/** Takes one message in; all that follows goes out through the link. */
export async function take(server: Server, message: unknown, link: Link): Promise<void> {
  if (Array.isArray(message) && server.lax('batches')) return void (await batch(server, message, link));
  const sound = isObj(message) && message['jsonrpc'] === '2.0' && typeof message['method'] === 'string';
  const id = isObj(message) ? message['id'] : undefined;
  const fit = typeof id === 'string' || Number.isInteger(id);
  if (!isObj(message) || !(sound || server.lax('envelope')) || ('id' in message && !fit)) {
    if (isObj(message) && ('result' in message || 'error' in message)) return;
    return refuse(
      server,
      link,
      fit ? id : undefined,
      '',
      new Refusal(-32600, 'Not a JSON-RPC request', undefined, 400),
    );
  }
  if (!('id' in message)) return notified(server, message, link);
  if (message['method'] === 'initialize' && !server.lax('initialize-like-any'))
    return refuse(server, link, id, 'initialize', OLD_ERA);
  await answer(server, message, link);
}

/** Clients of older eras learn which version to speak. */
const OLD_ERA = new Refusal(
  -32601,
  `No initialize here; supported versions: ${VERSION}`,
  { supported: [VERSION] },
  404,
);

async function batch(server: Server, messages: readonly unknown[], link: Link): Promise<void> {
  const replies: Obj[] = [];
  const inner: Link = { ...link, send: (reply) => replies.push(reply) };
  for (const one of messages) await take(server, one, inner);
  link.send(replies as unknown as Obj);
}

function notified(server: Server, message: Obj, link: Link): void {
  const params = objOf(message['params']);
  if (message['method'] === 'notifications/cancelled' && !server.lax('cancellation')) {
    const running = link.memory.running.get(params['requestId']);
    if (running === undefined && server.lax('cancel-crash')) return link.memory.running.get('crash')?.abort();
    running?.abort();
  }
  if (server.lax('notification-errors') && message['method'] !== 'notifications/cancelled')
    emit(server, link, undefined, '', {}, { jsonrpc: '2.0', error: { code: -32601, message: 'Unknown notification' } });
  if (server.lax('cancel-answers') && isObj(message['params']) && params['requestId'] === undefined)
    emit(server, link, undefined, '', {}, { jsonrpc: '2.0', error: { code: -32602, message: 'No requestId' } });
}

async function answer(server: Server, message: Obj, link: Link): Promise<void> {
  const { id, method } = message as { id: unknown; method: string };
  const abort = new AbortController();
  link.signal.addEventListener('abort', () => abort.abort(), { once: true });
  link.memory.running.set(id, abort);
  try {
    const call = opened(server, message, link, abort.signal);
    const result = (await server.mutant.asked?.(call)) ?? (await dispatch(call));
    if (abort.signal.aborted && method !== 'subscriptions/listen' && !server.lax('answers-cancelled')) return;
    if (!abort.signal.aborted || server.lax('answers-cancelled'))
      emit(server, link, id, method, objOf(message['params']), {
        jsonrpc: '2.0',
        id,
        result: dressed(server, method, result),
      });
  } catch (error) {
    if (abort.signal.aborted && !server.lax('error-when-cancelled')) return;
    const params = objOf(message['params']);
    if (error instanceof InputNeeded)
      return emit(server, link, id, method, params, {
        jsonrpc: '2.0',
        id,
        result: dressed(server, '', asInput(server, method, params, error)),
      });
    const known = error instanceof Refusal ? error : new Refusal(-32603, 'Internal error');
    refuse(server, link, id, method, known, params);
  } finally {
    link.memory.running.delete(id);
  }
}

function refuse(server: Server, link: Link, id: unknown, method: string, why: Refusal, params: Obj = {}): void {
  const error: Obj = { code: why.code, message: why.message };
  if (why.data !== undefined) error['data'] = why.data;
  const message: Obj = { jsonrpc: '2.0', error };
  if (id !== undefined) message['id'] = id;
  emit(server, link, id, method, params, message, why.status);
}

/** Every message leaves through here. */
export function emit(
  server: Server,
  link: Link,
  id: unknown,
  method: string,
  params: Obj,
  message: Obj,
  status?: number,
): void {
  const all = server.mutant.said?.(message, { method, params, id, server, link }) ?? [message];
  for (const one of all) link.send(one, status);
}

const CACHED = new Set([
  'server/discover',
  'tools/list',
  'prompts/list',
  'resources/list',
  'resources/templates/list',
  'resources/read',
]);

function dressed(server: Server, method: string, result: Obj): Obj {
  const hints = CACHED.has(method) ? { ttlMs: 30_000, cacheScope: 'private' } : {};
  const meta = { [KEY.server]: server.parts.info, ...objOf(result['_meta']) };
  return { resultType: 'complete', ...hints, ...result, _meta: meta };
}

/** The request as a call, if it carries what every request must (basic, `_meta`). */
function opened(server: Server, message: Obj, link: Link, signal: AbortSignal): Call {
  const { id, method } = message as { id: unknown; method: string };
  const given = message['params'];
  if (given !== undefined && !isObj(given)) throw new Refusal(-32602, 'params must be an object', undefined, 400);
  const params = objOf(given);
  const meta = checkedMeta(server, method, params, link);
  const capabilities = objOf(meta[KEY.capabilities]);
  const level = meta[KEY.level];
  const allowed = LEVELS.indexOf(textOf(level));
  const say: Call['say'] = (name, body) => {
    if (signal.aborted && !server.lax('talks-on')) return;
    emit(server, link, id, method, params, { jsonrpc: '2.0', method: name, params: body });
  };
  return {
    id,
    method,
    params,
    meta,
    capabilities,
    server,
    link,
    signal,
    say,
    log: (own, data) => {
      if (
        (allowed >= 0 && LEVELS.indexOf(own) >= allowed) ||
        server.lax('log-level') ||
        (allowed < 0 && server.lax('log-unasked'))
      )
        say('notifications/message', { level: own, logger: 'station', data });
    },
    progress: (progress, total) => {
      const progressToken = meta['progressToken'];
      if (progressToken !== undefined) say('notifications/progress', { progressToken, progress, total });
    },
  };
}

function checkedMeta(server: Server, method: string, params: Obj, link: Link): Obj {
  const meta = recalled(server, link, method, params);
  const missing = (what: string): Refusal => new Refusal(-32602, `_meta lacks ${what}`, undefined, 400);
  if (meta === undefined) throw missing('everything');
  const version = meta[KEY.version];
  const strict = !server.lax('types');
  if (version === undefined || (strict && typeof version !== 'string')) throw missing(KEY.version);
  const capabilities = meta[KEY.capabilities];
  if (capabilities === undefined || (strict && !isObj(capabilities))) throw missing(KEY.capabilities);
  const client = meta[KEY.client];
  if (client === undefined && server.lax('client-demanded')) throw missing(KEY.client);
  if (client !== undefined && strict && !isObj(client)) throw missing(KEY.client);
  const level = meta[KEY.level];
  if (level !== undefined && !LEVELS.includes(textOf(level)) && !server.lax('any-level'))
    throw new Refusal(-32602, 'Unknown log level', undefined, 400);
  const token = meta['progressToken'];
  if (token !== undefined && typeof token !== 'string' && !Number.isInteger(token))
    throw new Refusal(-32602, 'progressToken must be a string or an integer', undefined, 400);
  const once = server.lax('version-once') && link.memory.notes.has('version');
  if (version !== VERSION && !server.lax('any-version') && !once)
    throw new Refusal(
      -32022,
      'Unsupported protocol version',
      { supported: server.parts.supported, requested: version },
      400,
    );
  link.memory.notes.set('version', version);
  return meta;
}

/** `_meta` of the request; planted faults fill gaps from elsewhere. */
function recalled(server: Server, link: Link, method: string, params: Obj): Obj | undefined {
  const given = isObj(params['_meta']) ? params['_meta'] : undefined;
  const whole = { [KEY.version]: VERSION, [KEY.capabilities]: {} };
  if (server.lax('meta-only-in-discover') && method !== 'server/discover') return { ...whole, ...given };
  if (server.lax('meta-default') && given === undefined) return whole;
  if (server.lax('version-default')) return given && { [KEY.version]: VERSION, ...given };
  if (server.lax('capabilities-default')) return given && { [KEY.capabilities]: {}, ...given };
  if (server.lax('meta-remembered')) {
    const first = link.memory.notes.get('meta');
    if (isObj(first)) return { ...first, ...given };
    if (given !== undefined && KEY.version in given && KEY.capabilities in given) link.memory.notes.set('meta', given);
  }
  return given;
}

async function dispatch(call: Call): Promise<Obj> {
  const { server } = call;
  const { capabilities } = server.parts;
  const has = (name: string): boolean => isObj(capabilities[name]) || server.lax(`serves-${name}`);
  const unknown = new Refusal(-32601, 'Method not found', undefined, 404);
  const method = call.method;
  if (method === 'server/discover') {
    const { supported, instructions } = server.parts;
    return { supportedVersions: supported, capabilities, instructions };
  }
  if (method === 'subscriptions/listen') return listen(call);
  const area = method.split('/')[0] ?? '';
  if (area === 'tools' || area === 'prompts' || area === 'resources') {
    if (!has(area)) throw unknown;
    checkedResponses(call);
    if (method === 'tools/call') return callTool(call);
    if (method === 'prompts/get') return getPrompt(call);
    if (method === 'resources/read') return readResource(call);
    const list = listed(call);
    if (list !== undefined) return list;
  }
  if (method === 'completion/complete' && has('completions')) return completion(call);
  const tasks = KEY.tasks in objOf(capabilities['extensions']) || server.lax('serves-tasks');
  if (tasks && ['tasks/get', 'tasks/update', 'tasks/cancel'].includes(method)) {
    needTasks(call);
    if (method === 'tasks/get') return getJob(call);
    return method === 'tasks/update' ? updateJob(call) : cancelJob(call);
  }
  throw unknown;
}
