import rule from '../../../../suites/conformance/tasks/drop-keeps-task.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

const dropped = (then: (reply: Loose) => void): Fault => ({
  http: (_request, response, next, ctx) => {
    const asked: Loose = ctx.body?.startsWith('{') === true ? JSON.parse(ctx.body) : undefined;
    if (asked?.method === 'tasks/result')
      response.on('close', () => {
        if (!response.writableFinished) ctx.shared.set(`dropped ${asked.params.taskId}`, true);
      });
    return next();
  },
  rpc: async (message, next, ctx) => {
    const reply: Loose = await next();
    const { taskId } = (message.params ?? {}) as Loose;
    if (message.method === 'tasks/get' && ctx.shared.get(`dropped ${taskId}`) === true) then(reply);
    return reply;
  },
});

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'the task is cancelled': dropped((reply) => {
      reply.result.status = 'cancelled';
    }),
    'the task is forgotten': dropped((reply) => {
      delete reply.result;
      reply.error = { code: -32602, message: 'No such task' };
    }),
  },
  stillGood: {
    'the task was quick': dropped((reply) => {
      reply.result.status = 'completed';
    }),
  },
});
