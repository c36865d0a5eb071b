// A handle is nothing to a client that does not know tasks.

import { taskLives } from '../../artifacts/task-lives.ts';

import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'Only requests that declare the extension get tasks',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: [
    'tasks.only-for-declaring-clients',
    'tasks.legacy-task-param-ignored',
    'tasks.required-task-error',
    'lifecycle.extension-fallback',
  ],
  why: 'A client without the extension takes the handle for the result.',
  fix: 'Look at the capabilities of each request; serve plainly, or answer -32021 where only a task will do.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    judgeEach(
      [...lives.of('create undeclared'), ...lives.of('plain with task')].filter(
        ({ outcome }) => outcome === 'result' || outcome === 'error',
      ),
      (exchange) => {
        const task = resultOf(exchange)?.['resultType'] === 'task' || resultOf(exchange)?.['taskId'] !== undefined;
        if (task)
          return {
            at: [at(exchange, 'result')],
            got: 'a task',
            want: 'a result, or error -32021',
            key: exchange.tag ?? '',
          };
        const plain = lives.of('plain')[0]?.outcome;
        if (exchange.tag === 'plain with task')
          return exchange.outcome === 'error' && plain === 'result'
            ? {
                at: [at(exchange)],
                got: ending(exchange),
                want: 'the result that comes without task',
                key: 'task parameter',
              }
            : undefined;
        const code = errorOf(exchange)?.code;
        return code === undefined || code === -32021
          ? undefined
          : { at: [at(exchange)], got: ending(exchange), want: 'a result, or error -32021', key: 'refused' };
      },
      'no call became a task',
    ),
});
