// Answers about tasks.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import type { RequestOptions, Session } from '../../kernel/check.ts';
import { isObject, member, resultOf } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';
import { toolCalls, type ToolCall } from '../../artifacts/safe-calls.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

const TASKS = 'io.modelcontextprotocol/tasks';

/** What asks for a task: a member of the params (2025-11-25), or the extension declared with the request. */
const asTask = (session: Session): readonly [params: JsonObject, options: RequestOptions] =>
  session.era === 'initialize'
    ? [{ task: { ttl: 60_000 } }, {}]
    : [
        {},
        {
          meta: {
            'io.modelcontextprotocol/clientCapabilities': {
              ...session.clientCapabilities,
              extensions: { [TASKS]: {} },
            },
          },
        },
      ];

/** The server knows tasks of calls: by capability, or by the extension. */
function knowsTasks({ era, capabilities }: Session): boolean {
  const path = era === 'initialize' ? ['tasks', 'requests', 'tools', 'call'] : ['extensions', TASKS];
  return isObject(path.reduce<unknown>(member, capabilities));
}

/** Calls tried until one becomes a task. */
const TRIES = 6;

const asParams = (call: ToolCall): JsonObject => ({ name: call.name, arguments: call.arguments });

export default check({
  title: 'Results of tasks/get, tasks/cancel and tasks/list have the task members where the revision puts them',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: ['schema.task-results', 'tasks.valid-transitions'],
  why: 'A poller reads status and ttl at the top of the result; nested or missing, it never sees the end of the task.',
  fix: 'Put taskId, status, createdAt, lastUpdatedAt and ttl (ttlMs in the extension) at the top of the result; tasks/list: an array tasks.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { schemaViolations, knownCalls, toolCalls },
  probe: async (session, { knownCalls: found, toolCalls: { calls } }) => {
    // In the extension no definition says so: the server decides, so any call may become a task.
    const seen = session.era === 'per-request' ? calls.filter(({ succeeded }) => succeeded) : [];
    const known = found.find('creates-task', 'tools/call').map(({ params }) => params);
    const [task, options] = asTask(session);
    let taskId: unknown;
    if (isObject(member(member(session.capabilities, 'tasks'), 'list'))) await session.request('tasks/list');
    if (!knowsTasks(session)) return;
    for (const call of [...known, ...seen.map(asParams)].slice(0, TRIES)) {
      const patience = { ...options, timeout: 5_000 };
      const made = resultOf(await session.request('tools/call', { ...call, ...task }, patience));
      taskId = member(member(made, 'task') ?? made, 'taskId');
      if (typeof taskId === 'string') break;
    }
    if (typeof taskId !== 'string') return;
    const got = await session.request('tasks/get', { taskId }, options);
    if (session.era === 'initialize' && got.outcome === 'result') await session.request('tasks/cancel', { taskId });
  },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'task-results', { note: 'no task was asked about' }),
});
