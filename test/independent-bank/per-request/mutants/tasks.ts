// Faults of the tasks extension, by entry of the inventory.

import { wholeJob } from '../jobs.ts';
import {
  anywhere,
  type Bank,
  cut,
  drop,
  fullHttp,
  lax,
  messages,
  notes,
  put,
  reply,
  results,
  unseen,
} from '../plant.ts';
import { type Call, isObj, KEY, type Mutant, type Obj, objOf, Refusal, textOf } from '../words.ts';

const job = (call: Call): Obj | undefined => {
  const own = call.server.jobs.get(textOf(call.params['taskId']));
  return own === undefined ? undefined : wholeJob(own);
};

/** Changes what tasks/get says of a task in this state. */
const got = (status: string, change: (result: Obj) => void): Mutant =>
  results('tasks/get', (result) => {
    if (result['status'] === status) change(result);
  });

const created = (change: (result: Obj) => void): Mutant =>
  results('tools/call', (result) => {
    if (result['resultType'] === 'task') change(result);
  });

const old = (method: string, answer: (call: Call) => Obj): Mutant => reply(method, answer);

const anyError = (code: number, to: (error: Obj) => void, only: RegExp): Mutant =>
  messages((message, about) => {
    const { error } = message;
    if (isObj(error) && error['code'] === code && only.test(about.method)) to(error);
  });

const once: Mutant = {
  said: (message, about) => {
    const result = objOf(message['result']);
    if (about.method !== 'tasks/get' || !isObj(result['inputRequests'])) return [message];
    const { notes: known } = about.server;
    const fresh = Object.entries(result['inputRequests']).filter(
      ([key]) => !known.has(`${textOf(result['taskId'])} ${key}`),
    );
    for (const [key] of fresh) known.set(`${textOf(result['taskId'])} ${key}`, true);
    return [{ ...message, result: { ...result, inputRequests: Object.fromEntries(fresh) } }];
  },
};

const credentials = unseen('Two credentials are needed.');
const dual = unseen('The server must serve an older revision too; this one is of the newest alone.');
const EXTENSION = 'io.modelcontextprotocol/tasks';
const NEVER = {
  taskId: 't',
  status: 'working',
  createdAt: '2026-01-01T00:00:00Z',
  lastUpdatedAt: '2026-01-01T00:00:00Z',
  ttlMs: null,
};

export const TASKS: Bank = {
  'tasks.capability-advertised-when-used': {
    via: ['stdio', 'http'],
    lax: ['serves-tasks'],
    parts: ({ capabilities }) => void delete capabilities['extensions'],
  },
  'tasks.reserved-when-unsupported': anywhere({
    parts: ({ capabilities }) => void delete capabilities['extensions'],
    ...old('tasks/list', () => ({ tasks: [] })),
  }),
  'tasks.no-legacy-capabilities': {
    parts: ({ capabilities }) => put(capabilities, ['tasks'], { list: {}, cancel: {} }),
  },
  'tasks.result-method-removed': old('tasks/result', (call) => objOf(job(call)?.['result'] ?? { content: [] })),
  'tasks.list-method-removed': old('tasks/list', () => ({ tasks: [] })),
  'tasks.only-for-declaring-clients': lax('tasks-remembered'),
  'tasks.required-task-error': anyError(-32021, (error) => void (error['code'] = -32603), /tools\/call/u),
  'tasks.required-task-error-data': anyError(-32021, (error) => void (error['data'] = {}), /./u),
  'tasks.methods-need-declaration': anyError(-32021, (error) => void (error['code'] = -32602), /tasks\//u),
  'tasks.listen-needs-declaration': lax('task-ids-ignored'),
  'tasks.legacy-capability-not-enough': lax('legacy-declaration'),
  'tasks.legacy-version-not-enabled': dual,
  'tasks.legacy-tasks-still-served': dual,
  'tasks.legacy-task-param-ignored': lax('legacy-task-param'),
  'tasks.create-result-type': created((result) => void (result['resultType'] = 'complete')),
  'tasks.result-type-task-nowhere-else': results('tasks/get', (result) => void (result['resultType'] = 'task')),
  'tasks.only-tools-call': results('resources/read', (result, about) => {
    const declared = objOf(objOf(objOf(about.params['_meta'])[KEY.capabilities])['extensions']);
    if (EXTENSION in declared) Object.assign(result, { resultType: 'task', ...NEVER });
  }),
  'tasks.task-shape': created((result) => {
    const { resultType, _meta, ...rest } = result;
    for (const key of Object.keys(rest)) delete result[key];
    Object.assign(result, { resultType, _meta, task: rest });
  }),
  'tasks.durable-before-return': lax('stored-late'),
  'tasks.mrtr-before-creation': lax('task-first'),
  'tasks.get-working': reply('tasks/get', (call) => {
    if (job(call)?.['status'] === 'working') throw new Refusal(-32603, 'Still running');
    return undefined;
  }),
  'tasks.get-input-required': got('input_required', (result) => drop(result, ['inputRequests'])),
  'tasks.get-input-requests-complete': once,
  'tasks.get-completed': got('completed', (result) => drop(result, ['result'])),
  'tasks.get-cancelled': lax('cancelled-is-failed'),
  'tasks.get-failed': got('failed', (result) => drop(result, ['error'])),
  'tasks.failed-status-message': got('failed', (result) => drop(result, ['statusMessage'])),
  'tasks.tool-errors-are-completed': lax('tool-errors-failed'),
  'tasks.get-result-type': results('tasks/get', (result) => void (result['resultType'] = 'task')),
  'tasks.terminal-is-final': lax('cancel-overwrites'),
  'tasks.get-unknown-id': reply('tasks/get', (call) =>
    job(call) === undefined
      ? { ...NEVER, taskId: call.params['taskId'], status: 'failed', error: { code: -32602, message: 'unknown' } }
      : undefined,
  ),
  'tasks.update-cancel-unknown-id': lax('any-task-id'),
  'tasks.internal-error-code': unseen('An input that makes a tasks method fail must be told: known: internal-error.'),
  'tasks.update-acknowledged': results('tasks/update', (result) => void Object.assign(result, NEVER)),
  'tasks.update-result-type': cut('tasks/update', ['resultType']),
  'tasks.update-ignores-other-keys': lax('unknown-keys-refused'),
  'tasks.input-keys-unique': lax('same-key'),
  'tasks.cancel-acknowledged': results('tasks/cancel', (result) => void Object.assign(result, NEVER)),
  'tasks.cancel-result-type': cut('tasks/cancel', ['resultType']),
  'tasks.not-cancelled-by-notification': lax('cancelled-by-request'),
  'tasks.name-header-mismatch': fullHttp(lax('name-any-tasks/get', 'name-any-tasks/update', 'name-any-tasks/cancel')),
  'tasks.notification-is-full-task': {
    via: ['stdio', 'http'],
    ...notes('notifications/tasks', (params) => {
      for (const key of Object.keys(params)) if (!['taskId', 'status', '_meta'].includes(key)) delete params[key];
    }),
  },
  'tasks.no-progress-on-listen': {
    via: ['stdio', 'http'],
    said: (message, about) => {
      const progressToken = objOf(about.params['_meta'])['progressToken'];
      if (objOf(message['result'])['resultType'] === 'task' && progressToken !== undefined)
        for (const { call, link } of about.server.listens)
          link.send({
            jsonrpc: '2.0',
            method: 'notifications/progress',
            params: { progressToken, progress: 1, _meta: { [KEY.subscription]: call.id } },
          });
      return [message];
    },
  },
  'tasks.id-unguessable': lax('counted-ids'),
  'tasks.authorization-checked': credentials,
};
