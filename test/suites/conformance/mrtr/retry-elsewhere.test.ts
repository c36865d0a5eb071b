import rule from '../../../../suites/conformance/mrtr/retry-elsewhere.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

// Answers as JSON leave the connection free at once, so that the next request of a lane comes on the same one.
prove(rule, {
  features: { answers: 'json' },
  options: { allow: ['ask_name', 'review'] },
  faults: {
    'a map of each connection': {
      rpc: async (message, next, ctx) => {
        const params = message.params as Loose;
        const connection = `asked on ${ctx.http?.socket.remotePort ?? ''}`;
        if (params?.inputResponses !== undefined && ctx.shared.get(connection) !== true)
          return { jsonrpc: '2.0', id: message.id, error: { code: -32602, message: 'No such request' } };
        const reply = (await next()) as Loose;
        if (reply?.result?.resultType === 'input_required') ctx.shared.set(connection, true);
        return reply;
      },
    },
  },
});
