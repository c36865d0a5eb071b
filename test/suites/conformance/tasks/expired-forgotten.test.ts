import rule from '../../../../suites/conformance/tasks/expired-forgotten.check.ts';
import { instead, on, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const shown = new Map<string, Loose>();

prove(rule, {
  server: { onlyTools: ['build_report'] },
  faults: {
    'kept for ever': instead(
      (name) => name === 'tasks/get' || name === 'tools/call',
      async (params, _ctx, next) => {
        const reply = (await next()) as Loose;
        const task = reply?.result?.task ?? reply?.result;
        if (task?.taskId !== undefined) shown.set(task.taskId, task);
        const kept = shown.get(params.taskId);
        return reply?.error !== undefined && kept !== undefined ? { result: kept } : reply;
      },
    ),
  },
  stillGood: {
    'a longer life than was asked for': where(
      { rpc: on('tools/call', (result: Loose) => void (result.task && (result.task.ttl = 60_000))).rpc! },
      {},
    ),
  },
});
