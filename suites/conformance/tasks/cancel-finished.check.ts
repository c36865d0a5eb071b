// What is over cannot be called off.

import { taskLives } from '../../artifacts/task-lives.ts';
import { refusedWith } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';

export default check({
  title: 'Cancelling a finished task fails with -32602',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.cancel-terminal-32602'],
  why: 'A client that reads success thinks that the work did not happen.',
  fix: 'Answer -32602 where the task is terminal.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    refusedWith(
      [...lives.of('cancel finished'), ...lives.of('cancel again')],
      [-32602],
      'no task was finished, or cancel is not declared',
    ),
});
