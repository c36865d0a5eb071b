import rule from '../../../../suites/conformance/tasks/progress-ends-with-task.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';
import { turnToken } from '../../../../suites/artifacts/task-turns.ts';
import { where } from '../../../kit/prove.ts';

const after: Fault = {
  rpc: async (message, next, ctx) => {
    const reply = (await next()) as Loose;
    const params = { progressToken: turnToken('0'), progress: 100 };
    if (message.method === 'tasks/get' && reply?.result?.status === 'completed')
      setTimeout(() => ctx.send({ jsonrpc: '2.0', method: 'notifications/progress', params }), 5);
    return reply;
  },
};

prove(rule, {
  server: { onlyTools: ['build_report'] },
  faults: { 'a hundred percent, afterwards': where(after, { transports: ['stdio'] }) },
  stillGood: { 'on its way over HTTP': where(after, { transports: ['streamable-http'] }) },
});
