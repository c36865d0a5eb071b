import rule from '../../../../suites/conformance/tasks/terminal-is-final.check.ts';
import { type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'working again after the end': {
      fault: {
        rpc: async (message, next, ctx) => {
          const reply = (await next()) as Loose;
          if (message.method !== 'tasks/get' || reply?.result === undefined) return reply;
          const key = `ended ${String((message.params as Loose).taskId)}`;
          if (ctx.shared.get(key) === true) reply.result.status = 'working';
          if (['completed', 'cancelled'].includes(reply.result.status)) ctx.shared.set(key, true);
          return reply;
        },
      },
    },
  },
});
