// A task that says "completed" over a tool error hides it from whoever polls.

import { taskOf } from '../../artifacts/task-stage.ts';
import { taskTurns } from '../../artifacts/task-turns.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'A task whose tool reported an error has failed, and says why',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.is-error-means-failed'],
  why: 'The status is what a client shows while the result is still far away.',
  fix: 'Move the task to failed where the result has isError true, and put the reason into statusMessage.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskTurns },
  judge: ({ taskTurns: { turns } }) =>
    judgeEach(
      turns.filter(({ result, gets }) => resultOf(result)?.['isError'] === true && resultOf(gets.at(-1)) !== undefined),
      ({ gets, key }) => {
        const last = gets.at(-1);
        const task = last === undefined ? undefined : taskOf(last);
        const name = brief(key, 60);
        if (task?.['status'] !== 'failed')
          return { at: [at(last, 'result', 'status')], got: brief(task?.['status']), want: 'failed', key: name };
        const message = task['statusMessage'];
        return typeof message === 'string' && message !== ''
          ? undefined
          : { at: [at(last, 'result')], got: 'no statusMessage', want: 'the reason, in words', key: `${name} message` };
      },
      'no task ended with a tool error; name a call that does: known: [{ property: creates-task, params: {…} }]',
    ),
});
