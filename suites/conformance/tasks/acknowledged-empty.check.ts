// Asking to change a task is acknowledged; what became of it tasks/get tells.

import { taskLives } from '../../artifacts/task-lives.ts';

import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'tasks/update and tasks/cancel are acknowledged with an empty result',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['tasks.update-acknowledged', 'tasks.cancel-acknowledged', 'tasks.update-ignores-other-keys'],
  why: 'A task in the answer may be older than the change, and clients take it for the newest.',
  fix: 'Answer with resultType complete and no members of the task; ignore keys that are not outstanding.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    judgeEach(
      [...lives.of('update others'), ...lives.of('cancel'), ...lives.of('cancel finished')].filter(
        ({ outcome }) => outcome === 'result' || outcome === 'error',
      ),
      (exchange) => {
        const result = resultOf(exchange);
        if (result === undefined)
          return errorOf(exchange)?.code === -32602 && exchange.tag === 'cancel finished'
            ? undefined
            : {
                at: [at(exchange)],
                got: `${exchange.tag ?? ''}: ${ending(exchange)}`,
                want: 'an empty result',
                key: exchange.tag ?? '',
              };
        const told = ['taskId', 'status', 'task', 'result', 'error'].filter((name) => result[name] !== undefined);
        return told.length === 0
          ? undefined
          : {
              at: [at(exchange, 'result')],
              got: `${told.join(', ')} in the answer`,
              want: 'an empty result',
              key: exchange.tag ?? '',
            };
      },
      'no call became a task',
    ),
});
