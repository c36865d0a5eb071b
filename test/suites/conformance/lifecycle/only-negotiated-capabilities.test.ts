import rule from '../../../../suites/conformance/lifecycle/only-negotiated-capabilities.check.ts';
import { after } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a request as a task': after('tools/list', (ctx) => {
      ctx.send({
        jsonrpc: '2.0',
        id: 'as-task',
        method: 'sampling/createMessage',
        params: { messages: [], maxTokens: 1, task: { ttl: 1000 } },
      });
    }),
    'a task notification without tasks': where(
      after('tools/list', (ctx) => ctx.send({ jsonrpc: '2.0', method: 'notifications/tasks/status', params: {} })),
      { features: { tasks: false } },
    ),
  },
});
