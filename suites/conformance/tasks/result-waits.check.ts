// Asking for a result early means waiting, not failing.

import { taskLives } from '../../artifacts/task-lives.ts';
import { isTerminal, taskOf } from '../../artifacts/task-stage.ts';

import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'tasks/result waits for the end of the task',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.result-blocks'],
  why: 'A client that gets something else must poll, which tasks/result is there to spare.',
  fix: 'Hold the response until the task is terminal.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    judgeEach(
      lives.of('result early').filter(({ outcome }) => outcome === 'result' || outcome === 'error'),
      (exchange) => {
        const [after] = lives.of('get after result');
        const status = after === undefined ? undefined : taskOf(after)?.['status'];
        if (after === undefined || status === undefined || isTerminal(status)) return undefined;
        return {
          at: [at(exchange), at(after, 'result', 'status')],
          got: `${exchange.outcome === 'error' ? 'an error' : 'a result'} while the task is ${brief(status)}`,
          want: 'a result once it is terminal',
          key: 'early',
        };
      },
      'no task was asked for its result early',
    ),
});
