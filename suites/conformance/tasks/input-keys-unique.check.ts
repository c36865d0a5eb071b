// A key that means another question than before gets the old answer.

import { inputsOf, taskInputs } from '../../artifacts/task-inputs.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'A key of inputRequests means the same request as long as the task lives',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['tasks.input-keys-unique'],
  why: 'Clients answer each key once; a second question under the same key is taken for the first, and never answered.',
  fix: 'Give each request of a task a key of its own, for example with a counter.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskInputs },
  judge: ({ taskInputs: { tasks } }) => {
    const findings: Finding[] = [];
    let seen = 0;
    for (const { looks, key } of tasks) {
      const first = new Map<string, { readonly text: string; readonly look: (typeof looks)[number] }>();
      for (const look of looks)
        for (const [name, request] of Object.entries(inputsOf(look))) {
          const text = JSON.stringify(request);
          const known = first.get(name);
          if (known === undefined) first.set(name, { text, look });
          else if (known.text !== text && !findings.some((one) => one.key === brief(key, 60)))
            findings.push({
              at: [at(look, 'result', 'inputRequests', name), at(known.look, 'result', 'inputRequests', name)],
              got: `another request under ${brief(name, 40)}`,
              want: 'a key of its own for each request',
              key: brief(key, 60),
            });
        }
      if (first.size > 0) seen += 1;
    }
    const note =
      'no task waited for input; name a call: known: [{ property: creates-task, method: tools/call, params: {…} }]';
    return { seen, findings, note };
  },
});
