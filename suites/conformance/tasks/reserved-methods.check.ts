// A prefix that is reserved is not for other uses.

import { taskLives } from '../../artifacts/task-lives.ts';
import { declaresTasks } from '../../artifacts/task-stage.ts';
import { refusedWith } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';

export default check({
  title: 'Without the extension tasks methods are unknown',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['tasks.reserved-when-unsupported'],
  why: 'A client that finds an answer there takes it for the extension.',
  fix: 'Answer -32601 to every tasks method where the extension is not advertised.',
  touch: 'probing',
  needs: { taskLives },
  judge: ({ taskLives: lives }, { recording }) =>
    refusedWith(
      declaresTasks(recording.capabilities, recording.era)
        ? []
        : [...lives.startingWith('unknown '), ...lives.startingWith('removed ')],
      [-32601],
      'the extension is advertised',
    ),
});
