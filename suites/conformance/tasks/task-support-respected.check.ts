// Tools say whether they run as tasks.

import { taskLives } from '../../artifacts/task-lives.ts';
import { refusedWith } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';

export default check({
  title: 'taskSupport decides how a tool is called',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.required-tool-32601'],
  why: 'A tool that must run as a task blocks the client when it is called plainly.',
  fix: 'Refuse a plain call of a tool with taskSupport required with -32601.',
  touch: 'probing',
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    refusedWith(lives.of('required plain'), [-32601, -32600], 'no callable tool runs as a task only'),
});
