// Metadata says what belongs together, not what is meant.

import { taskLives } from '../../artifacts/task-lives.ts';
import { eachResult } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';
import { brief, member } from '../../kernel/look.ts';

export default check({
  title: 'The taskId parameter alone says which task is meant',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.task-id-param-decides'],
  why: 'A client that passes metadata on would get the result of another task.',
  fix: 'Read params.taskId and ignore related-task there.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    eachResult(
      lives.of('related'),
      (result, exchange) => {
        const asked = member(member(exchange.sent.json, 'params'), 'taskId');
        return result['taskId'] === asked ? undefined : [brief(result['taskId']), brief(asked)];
      },
      'no call became a task',
    ),
});
