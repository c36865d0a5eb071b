// Progress of a task belongs to the request that created it.

import { taskLives } from '../../artifacts/task-lives.ts';
import { RELATED, taskOf } from '../../artifacts/task-stage.ts';

import { check } from '../../kernel/check.ts';
import { atFrame, brief, member } from '../../kernel/look.ts';

export default check({
  title: 'Progress of a task keeps the token of its request, and names the task',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.progress-token-continues', 'tasks.related-task-on-messages'],
  why: 'A client matches progress by its token; another one is progress of nothing.',
  fix: 'Go on with the progressToken of the creating request, and put related-task into _meta.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }, { recording }) => {
    const [created] = lives.of('create');
    const id = created === undefined ? undefined : taskOf(created)?.['taskId'];
    const since = created?.response?.seq ?? Number.POSITIVE_INFINITY;
    const progress = recording.frames.filter(
      (frame) =>
        frame.origin === 'target' &&
        frame.seq > since &&
        lives.lanes.has(frame.lane) &&
        member(frame.json, 'method') === 'notifications/progress' &&
        member(member(member(member(frame.json, 'params'), '_meta'), RELATED), 'taskId') === id,
    );
    const unnamed = recording.frames.filter(
      (frame) =>
        frame.origin === 'target' &&
        lives.lanes.has(frame.lane) &&
        member(frame.json, 'method') === 'notifications/progress' &&
        member(member(frame.json, 'params'), 'progressToken') === 'assay-task' &&
        frame.seq > since &&
        member(member(member(frame.json, 'params'), '_meta'), RELATED) === undefined,
    );
    const other = progress.filter((frame) => member(member(frame.json, 'params'), 'progressToken') !== 'assay-task');
    return {
      seen: progress.length + unnamed.length,
      findings: [
        ...other.slice(0, 1).map((frame) => ({
          at: [atFrame(frame, 'params', 'progressToken')],
          got: brief(member(member(frame.json, 'params'), 'progressToken')),
          want: '"assay-task"',
          key: 'token',
        })),
        ...unnamed.slice(0, 1).map((frame) => ({
          at: [atFrame(frame, 'params')],
          got: 'progress without the task it belongs to',
          want: 'related-task in _meta',
          key: 'related',
        })),
      ],
      note: 'no task sent progress after its handle',
    };
  },
});
