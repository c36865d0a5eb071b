// The end of a task is its result, or its error.

import { toolCalls } from '../../artifacts/safe-calls.ts';
import type { ToolCalls } from '../../artifacts/safe-calls.ts';
import { taskLives } from '../../artifacts/task-lives.ts';
import type { TaskLives } from '../../artifacts/task-lives.ts';
import { check } from '../../kernel/check.ts';
import { at, isObject, judgeEach, member, resultOf } from '../../kernel/look.ts';
import type { Exchange, JsonObject } from '../../kernel/recording.ts';

function faultOf(result: JsonObject): readonly [got: string, want: string] | undefined {
  const status = result['status'];
  if (status === 'completed' && !Array.isArray(member(result['result'], 'content')))
    return ['completed without a tool result', 'result with content'];
  const error = result['error'];
  const sound = isObject(error) && typeof error['code'] === 'number' && typeof error['message'] === 'string';
  if (status === 'failed' && !sound) return ['failed without an error', 'error with code and message'];
  return status === 'failed' && member(result['result'], 'isError') === true
    ? ['failed for a tool error', 'completed with isError']
    : undefined;
}

const callOf = (exchange: Exchange): string => {
  const params = member(exchange.sent.json, 'params');
  return JSON.stringify([member(params, 'name'), member(params, 'arguments') ?? {}]);
};

/** By id of the task: the same call of a client that knows no tasks, where it ended with a tool error. */
function plainErrors(lives: TaskLives, { calls }: ToolCalls): ReadonlyMap<unknown, Exchange> {
  const failed = new Map(
    calls.filter(({ result }) => result?.['isError'] === true).map(({ exchange }) => [callOf(exchange), exchange]),
  );
  return new Map(
    lives.all.flatMap((exchange): [unknown, Exchange][] => {
      const plain = exchange.method === 'tools/call' ? failed.get(callOf(exchange)) : undefined;
      const taskId = resultOf(exchange)?.['taskId'];
      return plain === undefined || taskId === undefined ? [] : [[taskId, plain]];
    }),
  );
}

export default check({
  title: 'A finished task comes with its result or error',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['tasks.get-completed', 'tasks.get-failed', 'tasks.get-cancelled', 'tasks.tool-errors-are-completed'],
  why: 'There is no other method to fetch the outcome with.',
  fix: 'Send result with completed (isError included), error with failed.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives, toolCalls },
  judge: ({ taskLives: lives, toolCalls: calls }) => {
    const plain = plainErrors(lives, calls);
    return judgeEach(
      lives.all.filter((exchange) => exchange.method === 'tasks/get' && resultOf(exchange) !== undefined),
      (exchange) => {
        const result = resultOf(exchange) as JsonObject;
        const fault = faultOf(result);
        if (fault !== undefined) return { at: [at(exchange, 'result')], got: fault[0], want: fault[1], key: fault[0] };
        const twin = result['status'] === 'failed' ? plain.get(result['taskId']) : undefined;
        return twin === undefined
          ? undefined
          : {
              at: [at(exchange, 'result', 'status'), at(twin, 'result', 'isError')],
              got: 'failed, where the same call without a task ends with a tool error',
              want: 'completed with isError',
              key: 'tool error',
            };
      },
      'no call became a task',
    );
  },
});
