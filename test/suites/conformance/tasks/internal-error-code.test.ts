import rule from '../../../../suites/conformance/tasks/internal-error-code.check.ts';
import { error, instead } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const broken = (code: number) =>
  instead('tasks/get', (params: { taskId?: string }, _ctx, next) =>
    params.taskId === 'broken' ? error(code, 'It broke') : next(),
  );

prove(rule, {
  options: { known: [{ property: 'internal-error', method: 'tasks/get', params: { taskId: 'broken' } }] },
  base: broken(-32603),
  faults: {
    'a code of its own': where({}, { base: broken(-32000) }),
    'invalid params': where({}, { base: broken(-32602) }),
  },
});
