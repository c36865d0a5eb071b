// Tasks that outlive their lifetime fill the memory of the server.

import { GRACE, taskTurns } from '../../artifacts/task-turns.ts';
import { taskOf } from '../../artifacts/task-stage.ts';
import { check } from '../../kernel/check.ts';
import { at, judgeEach, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'Tasks are gone soon after their lifetime',
  // "Promptly" names no figure (tasks, Resource Management): two seconds late is worth a word, and no more.
  level: 'advice',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.expired-cleaned'],
  why: 'Results that nobody fetches stay in memory, and can be read by whoever learns the id.',
  fix: 'Remove a task once its ttl has passed, and answer tasks/get with -32602.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskTurns },
  judge: ({ taskTurns: turns }) => {
    const [created] = turns.of('create short');
    const ttl = created === undefined ? undefined : taskOf(created)?.['ttl'];
    const over = (created?.response?.at ?? 0) + (typeof ttl === 'number' ? ttl : Number.POSITIVE_INFINITY);
    return judgeEach(
      turns.of('get short').filter(({ response, sent }) => response !== undefined && sent.at >= over + GRACE / 2),
      (exchange) =>
        resultOf(exchange) === undefined
          ? undefined
          : {
              at: [at(exchange, 'result'), at(created, 'result', 'task', 'ttl')],
              got: `the task, more than a second after its ttl of ${String(ttl)} ms`,
              want: 'error -32602',
              key: 'expired',
            },
      'no task was granted a lifetime short enough to see its end',
    );
  },
});
