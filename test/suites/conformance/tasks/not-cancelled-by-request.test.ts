import rule from '../../../../suites/conformance/tasks/not-cancelled-by-request.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  server: { onlyTools: ['build_report'] },
  faults: {
    'cancelled with its request': {
      rpc: async (message: Loose, next, ctx) => {
        if (message.method === 'notifications/cancelled') ctx.shared.set(`cancelled ${message.params.requestId}`, true);
        const reply = (await next()) as Loose;
        if (reply?.result?.resultType === 'task') ctx.shared.set(reply.result.taskId, message.id);
        const id = ctx.shared.get(message.params?.taskId);
        if (message.method === 'tasks/get' && ctx.shared.has(`cancelled ${String(id)}`))
          reply.result.status = 'cancelled';
        return reply;
      },
    },
  },
});
