// Whoever cancels wants to know that it is done.

import { taskLives } from '../../artifacts/task-lives.ts';
import { eachResult } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';
import { brief } from '../../kernel/look.ts';

export default check({
  title: 'A cancelled task is cancelled when the answer comes',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.cancel-status-first'],
  why: 'A client that reads working after cancelling must poll to learn what happened.',
  fix: 'Move the task to cancelled before answering tasks/cancel.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    eachResult(
      [
        ...lives.of('cancel'),
        ...(lives.of('cancel').some(({ outcome }) => outcome === 'result')
          ? lives.of('get cancelled').slice(0, 1)
          : []),
      ],
      (result) => (result['status'] === 'cancelled' ? undefined : [brief(result['status']), 'cancelled']),
      'no task was cancelled',
    ),
});
