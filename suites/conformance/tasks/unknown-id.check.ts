// A task that is not there is a fault of the parameter.

import { taskLives } from '../../artifacts/task-lives.ts';
import { declaresTasks } from '../../artifacts/task-stage.ts';
import { refusedWith } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';
import { isObject, member } from '../../kernel/look.ts';

export default check({
  title: 'An unknown task id is answered with -32602',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: ['tasks.unknown-id-32602', 'tasks.get-unknown-id', 'tasks.update-cancel-unknown-id'],
  why: 'Clients tell a task that expired from a server that failed by the code.',
  fix: 'Answer -32602 where no task has the id, or the id is no string.',
  touch: 'probing',
  capability: 'tasks',
  needs: { taskLives },
  judge: ({ taskLives: lives }, { recording }) =>
    refusedWith(
      declaresTasks(recording.capabilities, recording.era)
        ? [...lives.startingWith('unknown ')].filter(
            ({ method }) =>
              method !== 'tasks/cancel' ||
              recording.era === 'per-request' ||
              isObject(member(recording.capabilities['tasks'], 'cancel')),
          )
        : [],
      [-32602],
      'tasks are not declared',
    ),
});
