// Header and body must mean the same task.

import { taskLives } from '../../artifacts/task-lives.ts';
import { refusedWith } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';

export default check({
  title: 'Mcp-Name of another task is refused with -32020',
  level: 'must',
  revisions: { since: '2026-07-28' },
  transports: ['streamable-http'],
  requirements: ['tasks.name-header-mismatch'],
  why: 'Intermediaries route by the header; a body for another task goes around them.',
  fix: 'Compare Mcp-Name with params.taskId; answer 400 and -32020.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) => refusedWith(lives.of('name mismatch'), [-32020], 'no call became a task'),
});
