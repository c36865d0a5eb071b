import rule from '../../../../suites/conformance/tasks/waits-as-input-required.check.ts';
import { on, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';
import { ASKS_ONCE } from './tools-as-tasks.ts';

const status = (from: string, to: string) =>
  where(
    {
      rpc: on('tasks/get', (task: Loose) => {
        if (task.status === from) task.status = to;
      }).rpc!,
    },
    {},
  );

prove(rule, {
  server: { tools: [ASKS_ONCE], onlyTools: ['wonder'] },
  faults: {
    'still working while it waits': status('input_required', 'working'),
    'waiting for ever': status('completed', 'input_required'),
  },
});
