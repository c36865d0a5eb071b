import rule from '../../../../suites/conformance/tasks/errors-tell-cause.check.ts';
import { onError } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const says = (text: (taskId: string) => string) =>
  onError(-32602, (wrong, { params }) => {
    if (params.taskId === undefined) return;
    delete wrong.data;
    wrong.message = text(String(params.taskId));
  });

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'a word for all': says(() => 'error'),
    'what the code says already, with the id': says((id) => `Invalid params: ${id}`),
  },
  stillGood: {
    'one sentence that names both causes': says(() => 'The task is not known, or it is over'),
    'two sentences': says((id) => (id.includes('no-such') ? 'Unknown' : 'Over')),
  },
});
