// What is asked by id need not be named again.

import { taskLives } from '../../artifacts/task-lives.ts';
import { RELATED } from '../../artifacts/task-stage.ts';
import { eachResult } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';
import { member } from '../../kernel/look.ts';

export default check({
  title: 'tasks/get, tasks/list and tasks/cancel do not repeat the task in _meta',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.no-related-task-in-get-list-cancel'],
  why: 'The id stands in the result already; a second one can only contradict it.',
  fix: 'Leave the related-task key out of these results.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    eachResult(
      lives.all.filter(({ method }) => ['tasks/get', 'tasks/list', 'tasks/cancel'].includes(method)),
      (result) => (member(result['_meta'], RELATED) === undefined ? undefined : ['a related task in _meta', 'none']),
      'no task was asked for',
    ),
});
