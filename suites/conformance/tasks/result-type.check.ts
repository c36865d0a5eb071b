// resultType says what a result is.

import { taskLives } from '../../artifacts/task-lives.ts';

import { messages, placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach, member } from '../../kernel/look.ts';

export default check({
  title: 'resultType task marks handles of tools/call, and nothing else',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: [
    'tasks.create-result-type',
    'tasks.result-type-task-nowhere-else',
    'tasks.only-tools-call',
    'tasks.get-result-type',
    'tasks.update-result-type',
    'tasks.cancel-result-type',
  ],
  why: 'A client decides by it whether to wait, to answer or to read.',
  fix: 'Send task with the handle of tools/call, complete with the results of tasks/get, tasks/update and tasks/cancel.',
  touch: 'probing',
  needs: { taskLives, messages },
  judge: ({ messages: seen }) =>
    judgeEach(
      seen.responses.filter(({ kind, revision }) => kind === 'result' && revision === '2026-07-28'),
      (response) => {
        const result = member(response.message, 'result');
        const type = member(result, 'resultType');
        const handle = response.method === 'tools/call' && member(result, 'taskId') !== undefined;
        const ofTasks = ['tasks/get', 'tasks/update', 'tasks/cancel'].includes(response.method ?? '');
        const wrong = handle
          ? type !== 'task'
          : ofTasks
            ? type !== 'complete'
            : type === 'task' && response.method !== 'tools/call';
        return wrong
          ? {
              at: [placeOf(response, '/result')],
              got: `resultType ${brief(type)} for ${response.method ?? ''}`,
              want: handle ? 'task' : 'complete',
              key: response.method ?? '',
            }
          : undefined;
      },
    ),
});
