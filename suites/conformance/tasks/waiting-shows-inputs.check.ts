// A task that waits must say for what.

import { taskOf } from '../../artifacts/task-stage.ts';
import { taskInputs } from '../../artifacts/task-inputs.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, isObject, judgeEach, member, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const METHODS: readonly unknown[] = ['elicitation/create', 'sampling/createMessage', 'roots/list'];

export default check({
  title: 'A task in input_required lists the requests it waits for',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['tasks.get-input-required'],
  why: 'Without them the client knows that it must do something, and not what.',
  fix: 'Return inputRequests with every open request whenever the status is input_required.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskInputs },
  judge: ({ taskInputs: { tasks } }) =>
    judgeEach(
      tasks.flatMap(({ looks, key }) =>
        looks
          .filter((look) => look.method === 'tasks/get' && taskOf(look)?.['status'] === 'input_required')
          .map((look) => ({ look, key })),
      ),
      ({ look, key }) => {
        const inputs = resultOf(look)?.['inputRequests'];
        const name = brief(key, 60);
        const want = 'an object with a request under each key';
        if (!isObject(inputs) || Object.keys(inputs).length === 0)
          return { at: [at(look, 'result')], got: `inputRequests ${brief(inputs ?? null)}`, want, key: name };
        const odd = Object.entries(inputs).find(([, request]) => !METHODS.includes(member(request, 'method')));
        return odd === undefined
          ? undefined
          : { at: [at(look, 'result', 'inputRequests', odd[0])], got: brief(odd[1]), want, key: `${name} request` };
      },
      'no task waited for input; name a call: known: [{ property: creates-task, method: tools/call, params: {…} }]',
    ),
});
