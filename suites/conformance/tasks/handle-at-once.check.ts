// A handle that comes with the result is no handle.

import { isTerminal, taskOf } from '../../artifacts/task-stage.ts';
import { taskTurns } from '../../artifacts/task-turns.ts';
import { check } from '../../kernel/check.ts';
import { at, judgeEach, resultOf } from '../../kernel/look.ts';

/** Of the second that the work was asked to take. */
const MOST = 800;

export default check({
  title: 'The handle of a task comes before its work is done',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.create-prompt'],
  why: 'Tasks exist so that nobody has to hold a request open while the work lasts.',
  fix: 'Answer with the task as soon as the request is accepted and run the work behind it.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { allow: true },
  needs: { taskTurns },
  judge: ({ taskTurns: turns }) => {
    const [polled] = turns.of('get prompt');
    return judgeEach(
      turns.of('create prompt').filter((exchange) => taskOf(exchange) !== undefined && resultOf(polled) !== undefined),
      (exchange) => {
        const done = polled !== undefined && isTerminal(taskOf(polled)?.['status']);
        // Slow alone is no fault: the task must also have ended by the time its handle came.
        if (exchange.ms < MOST || !done) return undefined;
        return {
          at: [at(exchange), at(polled, 'result', 'status')],
          got: 'a handle that came when the work was done',
          want: 'the handle at once',
          key: 'handle',
        };
      },
      'no tool that runs as a task has a parameter for how long it takes',
    );
  },
});
