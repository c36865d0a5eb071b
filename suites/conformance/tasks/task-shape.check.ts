// A client waits by what the task says of itself.

import { taskLives } from '../../artifacts/task-lives.ts';
import { taskOf } from '../../artifacts/task-stage.ts';

import type { Exchange, JsonObject } from '../../kernel/recording.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, resultOf } from '../../kernel/look.ts';

const STATUS: ReadonlySet<unknown> = new Set(['working', 'input_required', 'completed', 'cancelled', 'failed']);
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/u;

/** Results that hold a task: the handle, tasks/get, and what tasks/cancel answers in 2025-11-25. */
function showsTask(exchange: Exchange): boolean {
  const result = resultOf(exchange);
  if (result === undefined) return false;
  return exchange.method === 'tasks/get' || result['task'] !== undefined || result['resultType'] === 'task';
}

function faultOf(task: JsonObject, lifetime: string): string | undefined {
  if (typeof task['taskId'] !== 'string') return `taskId: ${brief(task['taskId'])}`;
  if (!STATUS.has(task['status'])) return `status: ${brief(task['status'])}`;
  for (const name of ['createdAt', 'lastUpdatedAt']) {
    const time = task[name];
    if (typeof time !== 'string' || !ISO.test(time)) return `${name}: ${brief(time)}`;
  }
  if (String(task['lastUpdatedAt']) < String(task['createdAt']) && String(task['createdAt']).endsWith('Z'))
    return 'lastUpdatedAt before createdAt';
  const ttl = task[lifetime];
  return ttl === null || (typeof ttl === 'number' && ttl >= 0) ? undefined : `${lifetime}: ${brief(ttl)}`;
}

export default check({
  title: 'A task says id, status, times and lifetime',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: [
    'tasks.id-string',
    'tasks.timestamps',
    'tasks.ttl-in-get',
    'tasks.task-shape',
    'tasks.create-result',
    'tasks.get-working',
  ],
  why: 'Without status, times and lifetime a client does not know whether to wait, and for how long.',
  fix: 'Send taskId, a status of the five, createdAt and lastUpdatedAt in ISO 8601, and ttl (ttlMs from 2026-07-28): a number or null.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }, { recording }) =>
    judgeEach(
      lives.all.filter((exchange) => showsTask(exchange)),
      (exchange) => {
        const task = taskOf(exchange);
        const wrong = task === undefined ? 'no task' : faultOf(task, recording.era === 'initialize' ? 'ttl' : 'ttlMs');
        return wrong === undefined
          ? undefined
          : {
              at: [at(exchange, 'result')],
              got: `${exchange.method}: ${wrong}`,
              want: 'taskId, status, createdAt, lastUpdatedAt and lifetime',
              key: `${exchange.method} ${wrong.split(':')[0] ?? ''}`,
            };
      },
      'no call became a task',
    ),
});
