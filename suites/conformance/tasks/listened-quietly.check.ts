// A stream of statuses is no place for the words of the work.

import { taskInputs } from '../../artifacts/task-inputs.ts';
import { check } from '../../kernel/check.ts';
import { atFrame, judgeEach, member } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Progress and log messages of a task stay off the stream that listens to it',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['tasks.no-progress-on-listen'],
  why: 'Clients expect the acknowledgement and notifications/tasks there, and refuse what they cannot place.',
  fix: 'Send notifications/tasks alone on subscriptions/listen; drop progress and logs of what became a task.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskInputs },
  judge: ({ taskInputs: { listened } }) =>
    judgeEach(
      listened.filter(({ acknowledged }) => acknowledged),
      ({ messages, key }) => {
        const foreign = messages.find(({ json }) =>
          /^notifications\/(?:progress|message)$/u.test(String(member(json, 'method'))),
        );
        return foreign === undefined
          ? undefined
          : {
              at: [atFrame(foreign, 'method')],
              got: String(member(foreign.json, 'method')),
              want: 'notifications/tasks alone',
              key,
            };
      },
      'no task could be listened to',
    ),
});
