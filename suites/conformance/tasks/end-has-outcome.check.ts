// The end of a task is its result, or its error.

import { taskLives } from '../../artifacts/task-lives.ts';
import { eachResult } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';
import { isObject, member } from '../../kernel/look.ts';

export default check({
  title: 'A finished task comes with its result or error',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: [
    'tasks.get-completed',
    'tasks.get-failed',
    'tasks.get-cancelled',
    'tasks.tool-errors-are-completed',
    'tasks.failed-status-message',
  ],
  why: 'There is no other method to fetch the outcome with.',
  fix: 'Send result with completed (isError included), error with failed.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    eachResult(
      lives.all.filter(({ method }) => method === 'tasks/get'),
      (result) => {
        const status = result['status'];
        if (status === 'completed' && !Array.isArray(member(result['result'], 'content')))
          return ['completed without a tool result', 'result with content'];
        const error = result['error'];
        if (
          status === 'failed' &&
          !(isObject(error) && typeof error['code'] === 'number' && typeof error['message'] === 'string')
        )
          return ['failed without an error', 'error with code and message'];
        if (status === 'failed' && member(result['result'], 'isError') === true)
          return ['failed for a tool error', 'completed with isError'];
        return undefined;
      },
      'no call became a task',
    ),
});
