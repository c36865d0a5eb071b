// "failed" alone tells nobody what to do about it.

import { taskLives } from '../../artifacts/task-lives.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'A failed task says in words what went wrong',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['tasks.failed-status-message'],
  why: 'The status message is what a person is shown; the code of the error is for programs.',
  fix: 'Put a sentence of diagnosis into statusMessage when a task moves to failed.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    judgeEach(
      lives.all.filter((exchange) => exchange.method === 'tasks/get' && resultOf(exchange)?.['status'] === 'failed'),
      (exchange) => {
        const message = resultOf(exchange)?.['statusMessage'];
        return typeof message === 'string' && message.trim() !== ''
          ? undefined
          : {
              at: [at(exchange, 'result')],
              got: `failed, statusMessage ${brief(message ?? 'absent', 40)}`,
              want: 'the reason, in words',
              key: 'message',
            };
      },
      'no task failed; name a call that does: known: [{ property: creates-task, params: {…} }]',
    ),
});
