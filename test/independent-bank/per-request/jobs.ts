// The tasks extension (SEP-2663): long reports, polled, asked back, cancelled.

import { randomUUID } from 'node:crypto';
import { type Call, InputNeeded, isObj, type Job, KEY, type Obj, objOf, Refusal, textOf, type Tool } from './words.ts';

export const declaresTasks = (call: Call): boolean => {
  const own = KEY.tasks in objOf(call.capabilities['extensions']);
  if (own) call.link.memory.notes.set('tasks', true);
  return (
    own ||
    (call.server.lax('tasks-remembered') && call.link.memory.notes.has('tasks')) ||
    call.server.lax('tasks-for-all')
  );
};

export function needTasks(call: Call): void {
  const legacy = call.server.lax('legacy-declaration') && isObj(call.capabilities['tasks']);
  if (declaresTasks(call) || legacy || call.server.lax('tasks-undeclared')) return;
  throw new Refusal(
    -32021,
    'The client must declare the tasks extension',
    { requiredCapabilities: { extensions: { [KEY.tasks]: {} } } },
    400,
  );
}

export const shownJob = (job: Job): Obj => ({
  taskId: job.id,
  status: job.status,
  statusMessage: job.message,
  createdAt: job.createdAt,
  lastUpdatedAt: job.updatedAt,
  ttlMs: 120_000,
  pollIntervalMs: 50,
});

export function wholeJob(job: Job): Obj {
  const all = shownJob(job);
  if (job.status === 'completed') all['result'] = job.result;
  if (job.status === 'failed') all['error'] = job.error;
  if (job.status === 'input_required')
    all['inputRequests'] = Object.fromEntries([...job.asked].map(([key, { request }]) => [key, request]));
  return all;
}

const over = (job: Job): boolean => ['completed', 'failed', 'cancelled'].includes(job.status);

function move(call: Call, job: Job, status: string, message: string): void {
  if (over(job)) return;
  job.status = status;
  job.message = message;
  job.updatedAt = new Date().toISOString();
  for (const listen of call.server.listens)
    if (Array.isArray(listen.filter['taskIds']) && listen.filter['taskIds'].includes(job.id))
      listen.call.say('notifications/tasks', { ...wholeJob(job), _meta: { [KEY.subscription]: listen.call.id } });
}

/** Questions of a running task. */
export type Ask = (key: string, request: Obj) => Promise<Obj>;
export type JobTool = Tool & { work(args: Obj, call: Call, ask: Ask): Promise<Obj> };

export function startJob(tool: Tool, args: Obj, call: Call): Obj {
  const begun = (tool as JobTool).work;
  const now = new Date().toISOString();
  const id = call.server.lax('counted-ids') ? String(call.server.jobs.size + 1) : randomUUID();
  const job: Job = {
    id,
    abort: new AbortController(),
    createdAt: now,
    updatedAt: now,
    asked: new Map(),
    status: 'working',
    message: 'Begun.',
  };
  const ask: Ask = (key, request) =>
    new Promise((resolve) => {
      job.asked.set(key, { request, answer: resolve });
      move(call, job, 'input_required', 'Waiting for you.');
    });
  const keep = (): void => void call.server.jobs.set(job.id, job);
  if (call.server.lax('stored-late')) setTimeout(keep, 150);
  else keep();
  if (call.server.lax('cancelled-by-request')) call.link.memory.running.set(call.id, job.abort);
  tool.run(args, call);
  void begun(args, { ...call, signal: job.abort.signal }, ask).then(
    (result) => {
      job.result = result;
      const failed = result['isError'] === true && call.server.lax('tool-errors-failed');
      if (failed) job.error = { code: -32603, message: 'tool error' };
      move(call, job, failed ? 'failed' : 'completed', 'Done.');
    },
    (error: unknown) => {
      if (error instanceof InputNeeded) return;
      job.error = { code: error instanceof Refusal ? error.code : -32603, message: 'The report could not be written' };
      move(call, job, 'failed', 'The report could not be written.');
    },
  );
  if (call.server.lax('cancelled-by-request')) {
    const { running } = call.link.memory;
    setTimeout(() => running.set(call.id, job.abort), 0);
    job.abort.signal.addEventListener('abort', () => move(call, job, 'cancelled', 'Cancelled.'));
  }
  return { resultType: 'task', ...shownJob(job) };
}

function found(call: Call): Job | undefined {
  return call.server.jobs.get(textOf(call.params['taskId']));
}

const unknown = (): Refusal => new Refusal(-32602, 'There is no such task');

export function getJob(call: Call): Obj {
  const job = found(call);
  if (job === undefined) throw unknown();
  return wholeJob(job);
}

export function updateJob(call: Call): Obj {
  const job = found(call);
  if (job === undefined && call.server.lax('any-task-id')) return {};
  if (job === undefined) throw unknown();
  const { inputResponses } = call.params;
  if (!isObj(inputResponses)) throw new Refusal(-32602, 'inputResponses must be an object');
  for (const [key, response] of Object.entries(inputResponses)) {
    const open = job.asked.get(key);
    if (open === undefined && call.server.lax('unknown-keys-refused')) throw new Refusal(-32602, 'Unknown key');
    if (open === undefined) continue;
    job.asked.delete(key);
    if (job.asked.size === 0) move(call, job, 'working', 'Going on.');
    open.answer(objOf(response));
  }
  return {};
}

export function cancelJob(call: Call): Obj {
  const job = found(call);
  if (job === undefined && call.server.lax('any-task-id')) return {};
  if (job === undefined) throw unknown();
  if (call.server.lax('cancel-overwrites')) job.status = 'working';
  move(call, job, call.server.lax('cancelled-is-failed') ? 'failed' : 'cancelled', 'Cancelled.');
  job.abort.abort();
  return {};
}
