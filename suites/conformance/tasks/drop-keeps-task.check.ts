// A client that waits for a result may leave the stream at any time, and come back.

import { taskLives } from '../../artifacts/task-lives.ts';
import { taskOf } from '../../artifacts/task-stage.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, refusedOutside } from '../../kernel/look.ts';

export default check({
  title: 'A task goes on when the connection of tasks/result breaks',
  // The transport: a disconnection SHOULD NOT be taken as a cancellation; tasks are cancelled by tasks/cancel.
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['tasks.transport-rules-kept'],
  why: 'Tasks are there for work that outlives a connection; one that ends with it loses the work of minutes.',
  fix: 'Bind the task to its id, not to the request that waits for it; cancel it for tasks/cancel alone.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) => {
    const [dropped] = lives.of('result dropped').filter(({ outcome }) => outcome === 'cancelled');
    return judgeEach(
      dropped === undefined ? [] : lives.of('get after drop').filter((exchange) => !refusedOutside(exchange)),
      (after) => {
        const error = errorOf(after);
        const status = taskOf(after)?.['status'];
        if (dropped === undefined || (error === undefined && status !== 'cancelled')) return undefined;
        return {
          at: [at(dropped), at(after, ...(error === undefined ? ['result', 'status'] : ['error']))],
          got: error === undefined ? 'the task is cancelled' : ending(after),
          want: 'a task that goes on',
          key: 'dropped',
        };
      },
      'no result of a task could be left while it was waited for',
    );
  },
});
