// What a server does not declare it does not do, and a client does not expect.

import { taskLives } from '../../artifacts/task-lives.ts';
import { acceptsTaskCalls, taskOf } from '../../artifacts/task-stage.ts';

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'Without the capability nothing becomes a task',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.capability-declared'],
  why: 'A client without knowledge of tasks takes the handle for the result.',
  fix: 'Declare tasks.requests.tools.call, or answer as if task were not there.',
  touch: 'probing',
  enabledBy: { allow: true },
  needs: { taskLives },
  judge: ({ taskLives: lives }, { recording }) => {
    return judgeEach(
      acceptsTaskCalls(recording.capabilities)
        ? []
        : [...lives.of('undeclared create'), ...lives.of('undeclared promise'), ...lives.of('undeclared get')],
      (exchange) => {
        if (exchange.method === 'tasks/get')
          return exchange.outcome === 'result'
            ? { at: [at(exchange)], got: 'tasks/get answered', want: 'an error', key: 'get' }
            : undefined;
        if (taskOf(exchange) !== undefined)
          return { at: [at(exchange, 'result')], got: 'a task', want: 'an ordinary result', key: 'task' };
        return undefined;
      },
      'tasks are declared, or no tool may be called',
    );
  },
});
