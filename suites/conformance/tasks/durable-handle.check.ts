// A handle that leads nowhere is worse than none.

import { taskLives } from '../../artifacts/task-lives.ts';

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'A task is found as soon as its handle is out',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['tasks.durable-before-return', 'tasks.get-working'],
  why: 'The first poll of a fast client fails, and the task is lost to it.',
  fix: 'Store the task where every replica finds it before answering.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    judgeEach(
      lives.of('get at once').filter(({ outcome }) => outcome === 'result' || outcome === 'error'),
      (exchange) =>
        exchange.outcome === 'result'
          ? undefined
          : { at: [at(exchange)], got: ending(exchange), want: 'the task', key: 'at once' },
      'no call became a task',
    ),
});
