// Tasks as 2025-11-25 has them: tools that may, or must, be run as one.

import { randomBytes } from 'node:crypto';
import { modeOf } from './modes.ts';
import {
  ask as askClient,
  type Connection,
  type Dict,
  dict,
  type Handler,
  type Loose,
  pause,
  Refusal,
  type Server,
} from './server.ts';

export const RELATED = 'io.modelcontextprotocol/related-task';
const MOST_TTL = 600_000;
const OVER = new Set(['completed', 'failed', 'cancelled']);

const TOOLS: readonly Dict[] = [
  {
    name: 'bake',
    description: 'Bakes for a while.',
    inputSchema: { type: 'object', properties: { seconds: { type: 'number', minimum: 0, maximum: 20 } } },
    annotations: { readOnlyHint: true },
    execution: { taskSupport: 'optional' },
  },
  {
    name: 'stocktaking',
    description: 'Counts everything, as a task only.',
    inputSchema: { type: 'object', properties: {} },
    annotations: { readOnlyHint: true },
    execution: { taskSupport: 'required' },
  },
  {
    name: 'burnt',
    description: 'Bakes until it fails.',
    inputSchema: { type: 'object', properties: {} },
    annotations: { readOnlyHint: true },
    execution: { taskSupport: 'optional' },
  },
  {
    name: 'order_cake',
    description: 'Asks for the inscription while it bakes.',
    inputSchema: { type: 'object', properties: {} },
    annotations: { readOnlyHint: true },
    execution: { taskSupport: 'optional' },
  },
];

export const shown = (task: Dict): Dict =>
  Object.fromEntries(
    ['taskId', 'status', 'statusMessage', 'createdAt', 'lastUpdatedAt', 'ttl', 'pollInterval']
      .filter((key) => task[key] !== undefined)
      .map((key) => [key, task[key]]),
  );

const turn = (task: Dict, status: string): void => {
  if (OVER.has(task['status'])) return;
  task['status'] = status;
  if (status === 'failed') task['statusMessage'] = 'The oven had to be put out.';
  task['lastUpdatedAt'] = new Date().toISOString();
};

export const related = (task: Dict): Dict => ({ [RELATED]: { taskId: task['taskId'] } });

const CALLS: Record<string, Handler> = {
  bake: async ({ seconds = 0.3 }, work) => {
    for (let step = 1; step <= 5 && !work.signal.aborted; step += 1) {
      await pause(seconds * 200, work.signal);
      work.progress(step, { total: 5 });
    }
    return { content: [{ type: 'text', text: 'a loaf' }] };
  },
  stocktaking: async () => {
    await pause(100);
    return { content: [{ type: 'text', text: '14 boxes' }] };
  },
  burnt: async () => {
    await pause(50);
    return { content: [{ type: 'text', text: 'The oven was too hot.' }], isError: true };
  },
  order_cake: async (_args, work) => {
    const { client, version } = work.connection;
    if (version < '2025-11-25' || !modeOf(client, 'form')) return { content: [{ type: 'text', text: 'a plain cake' }] };
    const answer = await work.ask('elicitation/create', {
      message: 'What shall it say?',
      requestedSchema: { type: 'object', properties: { inscription: { type: 'string' } } },
    });
    const { action, content } = dict(answer['result']);
    const given: Loose = dict(content)['inscription'];
    if (
      action === 'accept' &&
      ((given !== undefined && typeof given !== 'string') || Object.keys(content).some((key) => key !== 'inscription'))
    )
      return { content: [{ type: 'text', text: 'That cannot be written on a cake.' }], isError: true };
    const said = action === 'accept' ? 'with' : 'without';
    return { content: [{ type: 'text', text: `a cake ${said} words` }] };
  },
};

export function addTasks(server: Server): void {
  server.capabilities['tasks'] = { list: {}, cancel: {}, requests: { tools: { call: {} } } };
  server.tools.push(...structuredClone(TOOLS as Dict[]));
  Object.assign(server.calls, CALLS);
  const plain = server.methods['tools/call'] as Handler;
  server.methods['tools/call'] = (params, work) => {
    if (work.connection.version < '2025-11-25') return plain(params, work);
    const support = server.tools.find(({ name }) => name === params['name'])?.['execution']?.taskSupport;
    const asked = params['task'] !== undefined && server.capabilities['tasks'] !== undefined;
    if (support === 'required' && !asked) throw new Refusal(-32601, 'This tool runs as a task only');
    if (asked && support === undefined) throw new Refusal(-32601, 'This tool does not run as a task');
    return asked ? begin(server, plain, params, work) : plain(params, work);
  };
  Object.assign(server.methods, taskMethods(server));
}

function begin(server: Server, plain: Handler, params: Dict, work: Parameters<Handler>[1]): Dict {
  const asked: Loose = dict(params['task'])['ttl'];
  if (asked !== undefined && (typeof asked !== 'number' || asked < 0)) throw new Refusal(-32602, 'ttl is a number');
  const { connection } = work;
  const now = new Date().toISOString();
  const abort = new AbortController();
  const task: Dict = {
    taskId: server.notes.get('taskId')?.(params, connection) ?? randomBytes(16).toString('hex'),
    status: 'working',
    createdAt: now,
    lastUpdatedAt: now,
    ttl: server.notes.get('ttl')?.(asked) ?? Math.min(asked ?? MOST_TTL, MOST_TTL),
    pollInterval: 100,
    abort,
  };
  connection.tasks.set(task['taskId'], task);
  const forget = setTimeout(
    () => connection.tasks.delete(task['taskId']),
    server.notes.get('keeps') ?? task['ttl'] ?? 1e6,
  );
  forget.unref();
  const inside = insideTask(server, work, task);
  task['ended'] = (async () => {
    try {
      const result = await plain({ ...params, task: undefined }, inside);
      task['result'] = result;
      (server.notes.get('turn') ?? turn)(task, result?.isError === true ? 'failed' : 'completed');
    } catch (error) {
      task['error'] = error instanceof Refusal ? error : new Refusal(-32603, 'The task broke');
      turn(task, 'failed');
    }
  })();
  return { task: shown(task) };
}

/** What a handler says from within a task bears the name of the task. */
function insideTask(server: Server, work: Parameters<Handler>[1], task: Dict): Parameters<Handler>[1] {
  const tagged = (params: Dict = {}): Dict => ({ ...params, _meta: { ...dict(params['_meta']), ...related(task) } });
  const { connection, meta } = work;
  const say = (message: Dict): void => connection.say(message);
  const notify = (method: string, params?: Dict): void => say({ jsonrpc: '2.0', method, params: tagged(params) });
  return {
    ...work,
    signal: task['abort'].signal,
    send: say,
    notify,
    progress: (progress, more = {}) => {
      if (meta['progressToken'] === undefined || OVER.has(task['status'])) return;
      notify('notifications/progress', { progressToken: meta['progressToken'], progress, ...more });
    },
    ask: async (method, params) => {
      turn(task, 'input_required');
      // Asked while the result is waited for, or on the stream that belongs to no request.
      const way = task['waiter'] ?? (await waiter(task)) ?? say;
      const answer = await askClient(server, connection, method, tagged(params), way);
      turn(task, 'working');
      return answer;
    },
  };
}

const waiter = async (task: Dict): Promise<Loose> => {
  for (let tries = 0; tries < 6 && task['waiter'] === undefined; tries += 1) await pause(50, task['abort'].signal);
  return task['waiter'];
};

const found = (connection: Connection, taskId: Loose): Dict => {
  const task = connection.tasks.get(taskId);
  if (task === undefined) throw new Refusal(-32602, `No task ${JSON.stringify(taskId)?.slice(0, 60)}`);
  return task;
};

const taskMethods = (server: Server): Record<string, Handler> => ({
  'tasks/get': ({ taskId }, { connection }) => shown(found(connection, taskId)),
  'tasks/result': async ({ taskId }, work) => {
    const task = found(work.connection, taskId);
    task['waiter'] ??= work.send;
    await task['ended'];
    if (task['status'] === 'cancelled') throw new Refusal(-32603, 'The task was cancelled');
    if (task['error'] !== undefined) throw task['error'];
    return { ...task['result'], _meta: { ...dict(task['result']['_meta']), ...related(task) } };
  },
  'tasks/cancel': ({ taskId }, { connection }) => {
    const task = found(connection, taskId);
    if (OVER.has(task['status'])) throw new Refusal(-32602, 'The task is over');
    turn(task, 'cancelled');
    task['abort'].abort();
    return shown(task);
  },
  'tasks/list': ({ cursor }, { connection }) => {
    const start = cursor === undefined ? 0 : server.cursor.read(cursor, 'tasks');
    if (start === undefined) throw new Refusal(-32602, 'Unknown cursor');
    const all = [...connection.tasks.values()];
    return {
      tasks: all.slice(start, start + 10).map(shown),
      ...(start + 10 < all.length ? { nextCursor: server.cursor.make(start + 10, 'tasks') } : {}),
    };
  },
});
