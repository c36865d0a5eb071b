// A status that says "working" while the task waits for the client leaves both of them waiting.

import { isTerminal, taskOf } from '../../artifacts/task-stage.ts';
import { taskTurns } from '../../artifacts/task-turns.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'A task that waits for the client says input_required, and stops saying so once it was answered',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.input-required'],
  why: 'A client that polls learns from this status alone that it must fetch a question.',
  fix: 'Move the task to input_required before sending a request on its behalf, and back to working after the answer.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskTurns },
  judge: ({ taskTurns: { turns } }) =>
    judgeEach(
      turns.flatMap((turn) => {
        const last = turn.gets.at(-1);
        const open = turn.waiting
          .filter((exchange) => resultOf(exchange) !== undefined)
          .map((exchange) => ({ exchange, open: true, key: turn.key }));
        return open.length === 0 || last === undefined || resultOf(last) === undefined
          ? open
          : [...open, { exchange: last, open: false, key: turn.key }];
      }),
      ({ exchange, open, key }) => {
        const status = taskOf(exchange)?.['status'];
        // A target that gave the task up meanwhile waits for nothing.
        if (open ? status === 'input_required' || isTerminal(status) : status !== 'input_required') return undefined;
        return {
          at: [at(exchange, 'result', 'status')],
          got: brief(status),
          want: open ? 'input_required while a question is open' : 'another status once every question was answered',
          key: `${brief(key, 60)} ${open ? 'open' : 'answered'}`,
        };
      },
      'no task asked its client for anything; allow or name one that does: known: [{ property: creates-task, params: {…} }]',
    ),
});
