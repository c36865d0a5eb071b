// The request is over when its handle has come; cancelling it is cancelling nothing.

import { taskInputs } from '../../artifacts/task-inputs.ts';
import { taskOf } from '../../artifacts/task-lives.ts';
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
  needs: { taskInputs },
  judge: ({ taskInputs: inputs }) => {
    const [note] = inputs.of('note');
    return judgeEach(
      note === undefined
        ? []
        : inputs
            .of('look slow')
            .filter((look) => look.sent.seq > note.sent.seq && taskOf(look) !== undefined)
            .slice(-1),
      (look) =>
        taskOf(look)?.['status'] === 'cancelled'
          ? { at: [at(look, 'result', 'status')], got: 'cancelled', want: 'a task that goes on', key: 'cancelled' }
          : undefined,
      'no tool that runs as a task has a parameter for how long it takes',
    );
  },
});
