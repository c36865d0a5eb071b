// Nobody else clears away what a client forgot.

import { taskLives } from '../../artifacts/task-lives.ts';
import { taskOf } from '../../artifacts/task-stage.ts';
import { eachResult } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';
import { brief } from '../../kernel/look.ts';

export default check({
  title: 'Lifetimes of tasks have an upper bound',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.ttl-capped'],
  why: 'A client that asks for a thousand years fills the memory of the server.',
  fix: 'Return the smaller of the wish and a limit of your own.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    eachResult(
      lives.of('create long').filter((exchange) => taskOf(exchange) !== undefined),
      (_, exchange) => {
        const ttl = taskOf(exchange)?.['ttl'];
        return ttl === null || (typeof ttl === 'number' && ttl >= 1_000_000_000_000)
          ? [`ttl ${brief(ttl)}`, 'a limit of the server']
          : undefined;
      },
      'no call became a task',
    ),
});
