// What the extension dropped is gone.

import { taskLives } from '../../artifacts/task-lives.ts';
import { declaresTasks } from '../../artifacts/task-stage.ts';
import { refusedWith } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';

export default check({
  title: 'tasks/result and tasks/list are unknown methods',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['tasks.result-method-removed', 'tasks.list-method-removed'],
  why: 'Old clients go on using them and never see the new way.',
  fix: 'Remove both; results come with tasks/get.',
  touch: 'probing',
  capability: 'tasks',
  needs: { taskLives },
  judge: ({ taskLives: lives }, { recording }) =>
    refusedWith(
      declaresTasks(recording.capabilities, recording.era) ? lives.startingWith('removed ') : [],
      [-32601],
      'the extension is not advertised',
    ),
});
