// A request that is shown once is lost with the answer that carried it.

import { inputsOf, taskInputs } from '../../artifacts/task-inputs.ts';
import { taskOf } from '../../artifacts/task-stage.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Requests of a task stay listed until they are answered',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['tasks.get-input-requests-complete'],
  why: 'A client that lost one answer to tasks/get must find the request in the next.',
  fix: 'Build inputRequests from all that is outstanding each time tasks/get is asked.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskInputs },
  judge: ({ taskInputs: { tasks } }) =>
    judgeEach(
      tasks.flatMap(({ looks, key }) =>
        looks.flatMap((look, index) => {
          const before = looks[index - 1];
          const waits = [look, before].every(
            (one) => one?.method === 'tasks/get' && taskOf(one)?.['status'] === 'input_required',
          );
          return before !== undefined && waits ? [{ look, before, key }] : [];
        }),
      ),
      ({ look, before, key }) => {
        const [old, now] = [Object.keys(inputsOf(before)), Object.keys(inputsOf(look))];
        const gone = old.filter((one) => !now.includes(one));
        // Requests may be superseded (SEP-2663): only where nothing came instead did one vanish.
        if (gone.length === 0 || now.some((one) => !old.includes(one))) return undefined;
        return {
          at: [at(look, 'result'), at(before, 'result', 'inputRequests')],
          got: `no longer ${brief(gone)}`,
          want: 'every request that was not answered',
          key: brief(key, 60),
        };
      },
      'no task waited for input; name a call: known: [{ property: creates-task, method: tools/call, params: {…} }]',
    ),
});
