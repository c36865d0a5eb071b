import rule from '../../../../suites/conformance/tasks/open-inputs-stay.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { ASKS } from './tools-as-tasks.ts';

prove(rule, {
  server: { tools: [ASKS], onlyTools: ['inquire'] },
  faults: {
    'each request shown once': {
      rpc: async (message: Loose, next, ctx) => {
        const reply = (await next()) as Loose;
        if (message.method !== 'tasks/get' || reply?.result?.inputRequests === undefined) return reply;
        for (const key of Object.keys(reply.result.inputRequests)) {
          const name = `${reply.result.taskId} ${key}`;
          if (ctx.shared.has(name)) delete reply.result.inputRequests[key];
          ctx.shared.set(name, true);
        }
        return reply;
      },
    },
  },
});
