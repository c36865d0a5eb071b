// What must be asked before the work can begin is asked before there is a task.

import { taskInputs } from '../../artifacts/task-inputs.ts';
import { taskLives } from '../../artifacts/task-lives.ts';
import { taskOf } from '../../artifacts/task-stage.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Input that is needed before a task exists is asked for in rounds, without a handle',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['tasks.mrtr-before-creation'],
  why: 'A task that is parked at its birth is held for a client that may never come back.',
  fix: 'Answer input_required without taskId until everything is there, then create the task.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives, taskInputs },
  judge: ({ taskLives: lives, taskInputs: inputs }) =>
    judgeEach(
      [
        ...lives.of('look'),
        ...lives.of('create'),
        ...inputs.all.filter(({ tag }) => tag?.startsWith('create ')),
      ].filter((exchange) => ['task', 'input_required'].includes(String(resultOf(exchange)?.['resultType']))),
      (exchange) => {
        const result = resultOf(exchange);
        const asks = result?.['resultType'] === 'input_required';
        if (asks && result?.['taskId'] !== undefined)
          return {
            at: [at(exchange, 'result', 'taskId')],
            got: `input_required with the task ${brief(result['taskId'], 40)}`,
            want: 'no task before the input is there',
            key: 'handle',
          };
        return !asks && taskOf(exchange)?.['status'] === 'input_required'
          ? {
              at: [at(exchange, 'result', 'status')],
              got: 'a new task in input_required',
              want: 'rounds first, then a task that works',
              key: 'parked',
            }
          : undefined;
      },
      'no call became a task',
    ),
});
