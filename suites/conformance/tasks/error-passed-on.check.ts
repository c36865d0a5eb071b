// The error of a call is the same error when the call ran as a task.

import { taskTurns } from '../../artifacts/task-turns.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'tasks/result gives the JSON-RPC error that the plain call gives',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.result-error-passthrough'],
  why: 'A client decides by the code whether to try again; one of its own hides what went wrong.',
  fix: 'Keep the error of the request and answer tasks/result with it, code and message.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskTurns },
  judge: ({ taskTurns: { turns } }) =>
    judgeEach(
      // The same call may fail on one day and not on the next: only where it failed both times is there something to compare.
      turns.filter(({ plain, result }) => errorOf(plain) !== undefined && result?.response !== undefined),
      ({ plain, result, key }) => {
        const code = errorOf(plain)?.code;
        if (errorOf(result)?.code === code || result === undefined) return undefined;
        return {
          at: [at(result), at(plain, 'error', 'code')],
          got: ending(result),
          want: `error ${brief(code)}, as the plain call`,
          key: brief(key, 60),
        };
      },
      'no task ended with a JSON-RPC error; name a call that does: known: [{ property: creates-task, params: {…} }]',
    ),
});
