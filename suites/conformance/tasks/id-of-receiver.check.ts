// The receiver alone knows which ids are taken.

import { taskLives } from '../../artifacts/task-lives.ts';
import { taskOf, CLIENT_CHOSEN } from '../../artifacts/task-stage.ts';
import { eachResult } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';

export default check({
  title: 'Task ids are made by the server',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.id-from-receiver'],
  why: 'Two clients that choose the same id would share a task.',
  fix: 'Ignore an id that the client suggests.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    eachResult(
      lives.of('create own id'),
      (_, exchange) =>
        taskOf(exchange)?.['taskId'] === CLIENT_CHOSEN ? [`the id ${CLIENT_CHOSEN}`, 'an id of the server'] : undefined,
      'no call became a task',
    ),
});
