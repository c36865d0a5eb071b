// A cursor that the server did not give out leads nowhere.

import { taskLives } from '../../artifacts/task-lives.ts';
import { refusedWith } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';

export default check({
  title: 'tasks/list refuses an invalid cursor with -32602',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.invalid-cursor-32602'],
  why: 'A client that gets the first page again goes round in a circle.',
  fix: 'Answer -32602 to a cursor you did not give out.',
  touch: 'probing',
  capability: 'tasks.list',
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    refusedWith(
      lives.of('list').some(({ outcome }) => outcome === 'result') ? lives.of('list bad cursor') : [],
      [-32602],
      'tasks/list is not declared',
    ),
});
