// Progress of something that has ended.

import { isTerminal, taskOf } from '../../artifacts/task-stage.ts';
import { taskTurns, turnToken } from '../../artifacts/task-turns.ts';
import { check } from '../../kernel/check.ts';
import { at, atFrame, brief, judgeEach, member } from '../../kernel/look.ts';

/** On HTTP it may have been sent before, on another stream. */
const ON_ITS_WAY = 1_000;

export default check({
  title: 'Progress of a task ends with the task',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.progress-stops-at-terminal'],
  why: 'A client that has closed the progress bar does not know what to do with more.',
  fix: 'Send no notifications/progress for a task that is completed, failed or cancelled.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskTurns },
  judge: ({ taskTurns: { turns } }, { recording }) =>
    judgeEach(
      turns.flatMap((turn, index) => {
        const end = turn.gets.find((exchange) => isTerminal(taskOf(exchange)?.['status']));
        return end?.response === undefined ? [] : [{ end, over: end.response, key: turn.key, index }];
      }),
      ({ end, over, key, index }) => {
        const grace = recording.transport === 'stdio' ? 0 : ON_ITS_WAY;
        const late = recording.frames.find(
          (frame) =>
            frame.origin === 'target' &&
            frame.lane === end.lane &&
            frame.seq > over.seq &&
            frame.at >= over.at + grace &&
            member(frame.json, 'method') === 'notifications/progress' &&
            member(member(frame.json, 'params'), 'progressToken') === turnToken(String(index)),
        );
        return late === undefined
          ? undefined
          : {
              at: [atFrame(late, 'params'), at(end, 'result', 'status')],
              got: 'progress after the last status',
              want: 'none',
              key: brief(key, 60),
            };
      },
      'no task was seen to end',
    ),
});
