// The request is over when its handle has come; cancelling it is cancelling nothing.

import { taskInputs } from '../../artifacts/task-inputs.ts';
import { taskLives } from '../../artifacts/task-lives.ts';
import { taskOf } from '../../artifacts/task-stage.ts';
import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'notifications/cancelled for a request that became a task leaves the task alone',
  level: 'should',
  revisions: PER_REQUEST,
  transports: ['stdio'],
  requirements: ['tasks.not-cancelled-by-notification'],
  why: 'A late cancellation of the request would destroy work that the client still waits for; tasks/cancel is for that.',
  fix: 'Forget the id of the request once it was answered with a task.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { allow: true },
  needs: { taskInputs, taskLives },
  judge: ({ taskInputs: inputs, taskLives: lives }) => {
    const [note] = inputs.of('note');
    const slow =
      note === undefined
        ? []
        : inputs
            .of('look slow')
            .filter((look) => look.sent.seq > note.sent.seq)
            .slice(-1);
    return judgeEach(
      [...slow, ...lives.of('after note')].filter((look) => taskOf(look) !== undefined),
      (look) =>
        taskOf(look)?.['status'] === 'cancelled'
          ? { at: [at(look, 'result', 'status')], got: 'cancelled', want: 'a task that goes on', key: 'cancelled' }
          : undefined,
      'no task was still working a second after it began',
    );
  },
});
