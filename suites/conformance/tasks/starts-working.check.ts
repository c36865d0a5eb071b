// Whoever asks for a task is told that it goes on, not how it ended.

import { taskLives } from '../../artifacts/task-lives.ts';
import { taskOf } from '../../artifacts/task-stage.ts';
import { eachResult } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';
import { brief } from '../../kernel/look.ts';

export default check({
  title: 'A new task is working',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.initial-status-working'],
  why: 'A handle in a final status leaves the client without the moment in which to ask for the result.',
  fix: 'Answer with status working, however short the work is.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    eachResult(
      lives.startingWith('create').filter((exchange) => taskOf(exchange) !== undefined),
      (_, exchange) => {
        const status = taskOf(exchange)?.['status'];
        return status === 'working' ? undefined : [brief(status), 'working'];
      },
      'no call became a task',
    ),
});
