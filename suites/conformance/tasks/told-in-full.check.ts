// What is told about a task is what asking for it would say.

import { taskInputs } from '../../artifacts/task-inputs.ts';
import { check } from '../../kernel/check.ts';
import { atFrame, judgeEach, member } from '../../kernel/look.ts';
import { SUBSCRIPTION } from '../../artifacts/listens.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const TASK = ['taskId', 'status', 'createdAt', 'lastUpdatedAt', 'ttlMs'];
/** What a status brings along (DetailedTask). */
const PAYLOAD: Readonly<Record<string, string>> = {
  completed: 'result',
  failed: 'error',
  input_required: 'inputRequests',
};

export default check({
  title: 'notifications/tasks holds the whole task and names its subscription',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['tasks.notification-is-full-task'],
  why: 'A client that listens does not poll: what is missing here it never learns.',
  fix: 'Send the task as tasks/get returns it, with its result, error or inputRequests, and the subscription id in _meta.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskInputs },
  judge: ({ taskInputs: { listened } }) =>
    judgeEach(
      listened.flatMap(({ messages, exchange }) =>
        messages
          .filter(({ json }) => member(json, 'method') === 'notifications/tasks')
          .map((frame) => ({ frame, id: member(exchange.sent.json, 'id') })),
      ),
      ({ frame, id }) => {
        const params = member(frame.json, 'params');
        const status = String(member(params, 'status'));
        const wanted = [...TASK, ...(Object.hasOwn(PAYLOAD, status) ? [PAYLOAD[status] as string] : [])];
        const missing = wanted.filter((name) => member(params, name) === undefined);
        if (missing.length > 0)
          return {
            at: [atFrame(frame, 'params')],
            got: `no ${missing.join(', ')}`,
            want: 'the whole task',
            key: status,
          };
        return member(member(params, '_meta'), SUBSCRIPTION) === id
          ? undefined
          : { at: [atFrame(frame, 'params')], got: 'no subscription id', want: 'the id in _meta', key: 'subscription' };
      },
      'no change of a task was told',
    ),
});
