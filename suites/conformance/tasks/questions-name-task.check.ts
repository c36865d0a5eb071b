// A question that names no task cannot be shown with the work it belongs to.

import { RELATED } from '../../artifacts/task-stage.ts';
import { taskTurns } from '../../artifacts/task-turns.ts';
import { check } from '../../kernel/check.ts';
import { atFrame, brief, judgeEach, member } from '../../kernel/look.ts';

export default check({
  title: 'Requests sent on behalf of a task name it in _meta',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.related-task-on-requests'],
  why: 'A client with several tasks running must know which of them asks.',
  fix: 'Put io.modelcontextprotocol/related-task with the taskId into _meta of the params of every such request.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskTurns },
  judge: ({ taskTurns: { turns } }) =>
    judgeEach(
      turns.flatMap(({ questions, taskId, key }) => questions.map((frame) => ({ frame, taskId, key }))),
      ({ frame, taskId, key }) => {
        const named = member(member(member(member(frame.json, 'params'), '_meta'), RELATED), 'taskId');
        if (named === taskId) return undefined;
        return {
          at: [atFrame(frame, 'params')],
          got: named === undefined ? 'no related task' : `the task ${brief(named)}`,
          want: `related-task with the taskId ${brief(taskId)}`,
          key: brief(key, 60),
        };
      },
      'no task asked its client for anything; allow or name one that does: known: [{ property: creates-task, params: {…} }]',
    ),
});
