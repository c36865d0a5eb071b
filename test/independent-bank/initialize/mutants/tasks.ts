// Tasks of 2025-11-25.

import { dict, pause, Refusal, type Handler, type Loose, type Server, type Work } from '../server.ts';
import type { Mutant } from '../mutant.ts';
import { RELATED } from '../tasks.ts';
import { type Plant, mutant, FULL, FULL_HTTP, after, instead, tool, errors, says, both } from './plant.ts';
import { text, failed, asked, during } from './tricks.ts';

const created = (change: (task: Loose, params: Loose, work: Work) => void): Plant =>
  after('tools/call', (result, params, work) => {
    if (result?.task !== undefined) change(result.task, params, work);
  });
const shown = (change: (task: Loose) => void): Plant =>
  both(
    created(change),
    after('tasks/get', change),
    after('tasks/list', (result) => {
      for (const one of result.tasks) change(one);
    }),
    after('tasks/cancel', change),
  );
const strip = (method: string): Plant =>
  says(method, (params) => {
    if (params['_meta']?.[RELATED] !== undefined) delete params['_meta'][RELATED];
  });
export const tasks: readonly Mutant[] = [
  mutant(
    'tasks.capability-declared',
    'not declared',
    (server) => {
      const capabilities = server.capabilities;
      const initialize = server.methods['initialize'] as Handler;
      server.methods['initialize'] = async (params, work) => {
        const result = structuredClone(await initialize(params, work));
        delete result.capabilities.tasks;
        return result;
      };
      void capabilities;
    },
    FULL,
  ),
  mutant(
    'tasks.augmentation-ignored-if-undeclared',
    'task is refused',
    during('tools/call', (_work, params) => {
      if (params.task !== undefined) throw new Refusal(-32602, 'unknown member task');
    }),
  ),
  mutant(
    'tasks.forbidden-tool-32601',
    'run as a task',
    (server) => {
      for (const one of server.tools) if (one['execution'] === undefined) server.notes.set(`hide ${one['name']}`, true);
      hideSupport(server, undefined);
    },
    FULL,
  ),
  mutant(
    'tasks.required-tool-32601',
    'run at once',
    (server) => {
      for (const one of server.tools)
        if (one['execution']?.taskSupport === 'required') server.notes.set(`hide ${one['name']}`, 'required');
      hideSupport(server, 'required');
    },
    FULL,
  ),
  mutant(
    'tasks.create-result',
    'the result at once',
    instead(
      'tools/call',
      (right) => (params, work) =>
        right({ ...params, task: undefined, name: params['name'] === 'stocktaking' ? 'bake' : params['name'] }, work),
    ),
    FULL,
  ),
  mutant(
    'tasks.create-prompt',
    'answers at the end',
    instead('tools/call', (right) => async (params, work) => {
      const result = await right(params, work);
      if (result?.task === undefined) return result;
      await work.connection.tasks.get(result.task.taskId)?.['ended'];
      return result;
    }),
    FULL,
  ),
  mutant(
    'tasks.id-string',
    'numbers',
    shown((task) => {
      task.taskId = Number.parseInt(String(task.taskId).slice(0, 8), 16);
    }),
    FULL,
  ),
  mutant(
    'tasks.id-from-receiver',
    'the one of the client',
    (server) => void server.notes.set('taskId', (params: Loose) => params.task?.taskId),
    FULL,
  ),
  mutant(
    'tasks.id-unique',
    'numbered in each session',
    (server) =>
      void server.notes.set('taskId', (_params: Loose, connection: Loose) => `task-${connection.tasks.size + 1}`),
    FULL_HTTP,
  ),
  mutant(
    'tasks.id-unique',
    'numbered by tool',
    (server) => void server.notes.set('taskId', (params: Loose) => `task-${params.name}`),
    FULL,
  ),
  mutant(
    'tasks.id-unguessable',
    'task-1, task-2',
    (server) => {
      let n = 0;
      server.notes.set('taskId', () => `task-${(n += 1)}`);
    },
    FULL,
  ),
  mutant(
    'tasks.initial-status-working',
    'completed',
    created((task) => void (task.status = 'completed')),
    FULL,
  ),
  mutant(
    'tasks.initial-status-working',
    'submitted',
    created((task) => void (task.status = 'submitted')),
    FULL,
  ),
  mutant(
    'tasks.valid-transitions',
    'submitted',
    after('tasks/get', (task) => {
      if (task.status === 'working') task.status = 'submitted';
    }),
    FULL,
  ),
  mutant('tasks.terminal-is-final', 'cancelled becomes completed', cancelledLater, FULL),
  mutant('tasks.cancelled-stays', 'cancelled becomes completed', cancelledLater, FULL),
  mutant(
    'tasks.input-required',
    'stays working',
    after('tasks/get', (task) => {
      if (task.status === 'input_required') task.status = 'working';
    }),
    FULL,
  ),
  mutant('tasks.related-task-on-requests', 'no related-task', strip('elicitation/create'), FULL),
  mutant('tasks.related-task-on-messages', 'no related-task', strip('notifications/progress'), FULL),
  mutant(
    'tasks.result-related-task',
    'missing',
    after('tasks/result', (result) => void delete result['_meta']),
    FULL,
  ),
  mutant(
    'tasks.no-related-task-in-get-list-cancel',
    'added',
    after('tasks/get', (task) => void (task['_meta'] = { [RELATED]: { taskId: task.taskId } })),
    FULL,
  ),
  mutant(
    'tasks.no-related-task-in-status-notification',
    'added',
    during('tasks/get', (work, params) => {
      const task = work.connection.tasks.get(params.taskId);
      if (task !== undefined)
        work.notify('notifications/tasks/status', {
          taskId: task['taskId'],
          status: task['status'],
          createdAt: task['createdAt'],
          lastUpdatedAt: task['lastUpdatedAt'],
          ttl: task['ttl'],
          _meta: { [RELATED]: { taskId: task['taskId'] } },
        });
    }),
    FULL,
  ),
  mutant(
    'tasks.task-id-param-decides',
    'the one in _meta',
    instead(
      'tasks/get',
      (right) => (params, work) =>
        right({ ...params, taskId: dict(params['_meta'])[RELATED]?.taskId ?? params['taskId'] }, work),
    ),
    FULL,
  ),
  mutant(
    'tasks.timestamps',
    'milliseconds',
    shown((task) => {
      task.createdAt = Date.parse(task.createdAt);
      task.lastUpdatedAt = Date.parse(task.lastUpdatedAt);
    }),
    FULL,
  ),
  mutant(
    'tasks.ttl-in-get',
    'missing',
    after('tasks/get', (task) => void delete task.ttl),
    FULL,
  ),
  mutant('tasks.ttl-capped', 'any', (server) => void server.notes.set('ttl', (given: Loose) => given ?? 600_000), FULL),
  mutant('tasks.expired-cleaned', 'kept for ever', (server) => void server.notes.set('keeps', 1e8), FULL),
  mutant(
    'tasks.result-terminal',
    'wrapped',
    after('tasks/result', (result) => ({ result, _meta: result['_meta'] })),
    FULL,
  ),
  mutant(
    'tasks.result-blocks',
    'not finished',
    during('tasks/result', (work, params) => {
      if (work.connection.tasks.get(params.taskId)?.['status'] === 'working') throw new Refusal(-32603, 'not finished');
    }),
    FULL,
  ),
  mutant(
    'tasks.result-error-passthrough',
    'a result with isError',
    both(
      tool('burnt', () => () => {
        throw new Refusal(-32603, 'The oven broke');
      }),
      instead('tasks/result', (right) => async (params, work) => {
        try {
          return await right(params, work);
        } catch (error) {
          if (work.connection.tasks.get(params['taskId'])?.['error'] === undefined) throw error;
          return { ...failed('The oven broke'), _meta: { [RELATED]: { taskId: params['taskId'] } } };
        }
      }),
    ),
    FULL,
  ),
  mutant(
    'tasks.result-success-passthrough',
    'isError becomes an error',
    after('tasks/result', (result) => {
      if (result.isError === true) throw new Refusal(-32603, 'failed');
    }),
    FULL,
  ),
  mutant(
    'tasks.is-error-means-failed',
    'completed',
    (server) =>
      void server.notes.set('turn', (task: Loose) => {
        if (task.status === 'working') task.status = 'completed';
      }),
    FULL,
  ),
  mutant(
    'tasks.list-pagination',
    '10 without a cursor',
    after('tasks/list', (result) => void delete result.nextCursor),
    FULL,
  ),
  mutant(
    'tasks.list-next-cursor',
    '2 without a cursor',
    after('tasks/list', (result) => {
      result.tasks = result.tasks.slice(0, 2);
      delete result.nextCursor;
    }),
    FULL,
  ),
  mutant(
    'tasks.list-contains-gettable',
    'running ones alone',
    after('tasks/list', (result) => {
      result.tasks = result.tasks.filter(({ status }: Loose) => status === 'working');
    }),
    FULL,
  ),
  mutant(
    'tasks.list-cancel-only-if-declared',
    'no tasks/list',
    (server) => void delete server.methods['tasks/list'],
    FULL,
  ),
  mutant(
    'tasks.list-cancel-only-if-declared',
    'no tasks/cancel',
    (server) => void delete server.methods['tasks/cancel'],
    FULL,
  ),
  mutant(
    'tasks.cancel-terminal-32602',
    'as it is',
    instead('tasks/cancel', (right, server) => (params, work) => {
      const task = work.connection.tasks.get(params['taskId']);
      return task !== undefined && ['completed', 'failed', 'cancelled'].includes(task['status'])
        ? (server.methods['tasks/get'] as Handler)(params, work)
        : right(params, work);
    }),
    FULL,
  ),
  mutant(
    'tasks.cancel-status-first',
    'working, cancelled later',
    instead('tasks/cancel', (right, server) => async (params, work) => {
      const task = work.connection.tasks.get(params['taskId']);
      if (task === undefined || task['status'] !== 'working') return right(params, work);
      setTimeout(() => {
        if (task['status'] === 'working') {
          task['status'] = 'cancelled';
          task['abort'].abort();
        }
      }, 300);
      return (server.methods['tasks/get'] as Handler)(params, work);
    }),
    FULL,
  ),
  mutant(
    'tasks.cancel-stops-work',
    'the status alone',
    (server) => {
      server.calls['bake'] = async ({ seconds = 0.3 }, work) => {
        for (let step = 1; step <= 5; step += 1) {
          await pause(seconds * 200);
          if (work.meta['progressToken'] !== undefined)
            work.notify('notifications/progress', { progressToken: work.meta['progressToken'], progress: step });
        }
        return text('a loaf');
      };
    },
    FULL,
  ),
  mutant(
    'tasks.unknown-id-32602',
    '-32002',
    errors((error) => {
      if (String(error.message).startsWith('No task')) error.code = -32002;
    }),
    FULL,
  ),
  mutant(
    'tasks.invalid-cursor-32602',
    'ignored',
    instead(
      'tasks/list',
      (right, server) => (params, work) =>
        right(server.cursor.read(params['cursor'], 'tasks') === undefined ? {} : params, work),
    ),
    FULL,
  ),
  mutant(
    'tasks.errors-informative',
    '"error"',
    errors((error) => {
      if (/task/i.test(error.message)) error.message = 'error';
    }),
    FULL,
  ),
  mutant(
    'tasks.get-without-sse',
    'streams',
    (server) => {
      server.http['streams'] = () => true;
    },
    FULL_HTTP,
  ),
  mutant(
    'tasks.progress-token-continues',
    'the task id',
    says('notifications/progress', (params) => {
      if (params['_meta']?.[RELATED] !== undefined) params.progressToken = params['_meta'][RELATED].taskId;
    }),
    FULL,
  ),
  mutant(
    'tasks.progress-stops-at-terminal',
    'after the end',
    tool('bake', (right) => async (args, work) => {
      const result = await right(args, work);
      const token = work.meta['progressToken'];
      if (token !== undefined)
        setTimeout(() => work.notify('notifications/progress', { progressToken: token, progress: 99 }), 300);
      return result;
    }),
    FULL,
  ),
  mutant('tasks.no-list-without-identity', 'declared', (server) => void (server.http['listsTasks'] = true), FULL_HTTP),
  mutant(
    'tasks.server-augments-only-if-declared',
    'always',
    asked((params) => void (params.task = { ttl: 60_000 })),
    FULL,
  ),
  mutant(
    'tasks.transport-rules-kept',
    'a dropped stream cancels',
    (server) => {
      server.http['dropped'] = (connection: Loose, value: Loose) => {
        const task = value?.method === 'tasks/result' ? connection.tasks.get(value.params.taskId) : undefined;
        if (task?.status === 'working') {
          task.status = 'cancelled';
          task.abort.abort();
        }
      };
      server.http['streams'] = (value: Loose) => value?.method === 'tools/call' || value?.method === 'tasks/result';
    },
    FULL_HTTP,
  ),
];
function hideSupport(server: Server, which: unknown): void {
  const list = server.methods['tools/list'] as Handler;
  const real = server.tools.filter(({ name }) => server.notes.get(`hide ${name}`) !== undefined);
  for (const one of real) one['execution'] = { taskSupport: 'optional' };
  server.methods['tools/list'] = async (params, work) => {
    const result = structuredClone(await list(params, work));
    for (const one of result.tools)
      if (server.notes.get(`hide ${one.name}`) !== undefined)
        one.execution = which === undefined ? undefined : { taskSupport: which };
    return result;
  };
}

function cancelledLater(server: Server): void {
  const right = server.methods['tasks/cancel'] as Handler;
  server.methods['tasks/cancel'] = async (params, work) => {
    const result = await right(params, work);
    const task = work.connection.tasks.get(params['taskId']);
    if (task !== undefined)
      setTimeout(() => {
        task['status'] = 'completed';
        task['result'] = text('done');
      }, 200);
    return result;
  };
}
