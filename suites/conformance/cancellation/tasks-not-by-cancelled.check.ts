// A request that the client turned into a task is ended through tasks/cancel.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { isCancellation } from '../../artifacts/open-questions.ts';
import { check } from '../../kernel/check.ts';
import type { Answer, Session } from '../../kernel/check.ts';
import { at, atFrame, brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import type { Frame, JsonObject, KnownCall } from '../../kernel/recording.ts';
import { until } from '../../artifacts/until.ts';

const ASKED = ['sampling/createMessage', 'elicitation/create'] as const;
const TASKS = { requests: { sampling: { createMessage: {} }, elicitation: { create: {} } }, cancel: {}, list: {} };
const TASK = {
  taskId: 'assay-client-task',
  status: 'working',
  createdAt: '2025-11-25T00:00:00Z',
  lastUpdatedAt: '2025-11-25T00:00:00Z',
  ttl: 60_000,
};

/** Takes what is asked as a task where the target wants one, and never finishes it. */
const stall: Answer = (params) => ({ result: taskOrNo(params) });

const taskOrNo = (params: JsonObject): JsonObject =>
  isObject(params['task']) ? { task: TASK } : { action: 'decline' };

const isTaskRequest = (frame: Frame): boolean =>
  frame.origin === 'target' &&
  ASKED.some((method) => member(frame.json, 'method') === method) &&
  isObject(member(member(frame.json, 'params'), 'task'));

async function stallTask(session: Session, call: KnownCall): Promise<void> {
  const stalling = await session.fork({
    clientCapabilities: { ...session.clientCapabilities, tasks: TASKS },
    answers: {
      ...Object.fromEntries(ASKED.map((method) => [method, stall])),
      'tasks/get': () => ({ result: TASK }),
      'tasks/cancel': () => ({ result: { ...TASK, status: 'cancelled' } }),
    },
    purpose: 'takes what is asked as a task',
  });
  const id = 'assay-client-task-call';
  const stop = new AbortController();
  const running = stalling.request(call.method, call.params, { tag: 'call', id, timeout: 15_000, signal: stop.signal });
  if (await until(stalling, () => stalling.frames.some(isTaskRequest), 1_500)) {
    await stalling.pause(100);
    await stalling.notify('notifications/cancelled', { requestId: id });
    await stalling.settle(300);
  }
  stop.abort();
  await running;
}

export default check({
  title: 'A client request that became a task is not ended by notifications/cancelled',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['cancellation.tasks-use-tasks-cancel'],
  why: 'The request was answered when the task was made: the cancellation finds nothing, and the task goes on.',
  fix: 'Send tasks/cancel with the id of the task.',
  touch: 'probing',
  enabledBy: { known: 'samples' },
  needs: { knownCalls },
  applies: (views) =>
    [...views.knownCalls.find('samples'), ...views.knownCalls.find('elicits')].length === 0
      ? views.knownCalls.missing('samples')
      : undefined,
  probe: async (session, views) => {
    const [call] = [...views.knownCalls.find('samples'), ...views.knownCalls.find('elicits')];
    if (call !== undefined) await stallTask(session, call);
  },
  judge: (_, look) => {
    const lanes = new Set(look.probe.map((exchange) => exchange.lane));
    const own = look.recording.frames.filter((frame) => lanes.has(frame.lane));
    return judgeEach(
      own.filter(isTaskRequest),
      (request) => {
        const id = member(request.json, 'id');
        const cancelled = own.find(
          (frame) =>
            isCancellation(frame) &&
            frame.seq > request.seq &&
            member(member(frame.json, 'params'), 'requestId') === id,
        );
        return cancelled === undefined
          ? undefined
          : {
              at: [atFrame(cancelled), atFrame(request), at(look.tagged('call')[0])],
              got: `notifications/cancelled for the request ${brief(id)}, which is a task by now`,
              want: 'tasks/cancel',
              key: String(member(request.json, 'method')),
            };
      },
      'the target asked for no task',
    );
  },
});
