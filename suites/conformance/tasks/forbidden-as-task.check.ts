// A tool that does not run as a task says so.

import { taskLives } from '../../artifacts/task-lives.ts';
import { refusedWith } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';

export default check({
  title: 'A task for a tool without taskSupport is refused with -32601',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.forbidden-tool-32601'],
  why: 'A client that gets a task, or a plain result, for such a tool waits for the wrong thing.',
  fix: 'Answer -32601 where task comes with a tool whose taskSupport is missing or forbidden.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { allow: true },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    refusedWith(lives.of('forbidden'), [-32601], 'no callable tool does without tasks, or tasks are not declared'),
});
