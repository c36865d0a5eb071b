// Work that goes on after it was cancelled costs what nobody wants any more.

import { STOP_TOKEN, taskTurns } from '../../artifacts/task-turns.ts';
import { check } from '../../kernel/check.ts';
import { at, atFrame, judgeEach, member } from '../../kernel/look.ts';

/** What was on its way when the answer to tasks/cancel left. */
const ON_ITS_WAY = 300;

export default check({
  title: 'A cancelled task makes no more progress',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.cancel-stops-work'],
  why: 'A client cancels to free what the task uses; a status alone frees nothing.',
  fix: 'Hand the signal of the task to the work and end it when tasks/cancel comes.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { allow: true },
  needs: { taskTurns },
  judge: ({ taskTurns: turns }, { recording }) =>
    judgeEach(
      turns.of('cancel doomed').filter(({ outcome }) => outcome === 'result'),
      (exchange) => {
        const since = (exchange.response?.at ?? Number.POSITIVE_INFINITY) + ON_ITS_WAY;
        const late = recording.frames.find(
          (frame) =>
            frame.origin === 'target' &&
            frame.lane === exchange.lane &&
            frame.at > since &&
            member(frame.json, 'method') === 'notifications/progress' &&
            member(member(frame.json, 'params'), 'progressToken') === STOP_TOKEN,
        );
        return late === undefined
          ? undefined
          : { at: [atFrame(late, 'params'), at(exchange)], got: 'progress', want: 'silence', key: 'progress' };
      },
      'no task was cancelled while it worked: no tool that runs as a task has a parameter for how long it takes',
    ),
});
