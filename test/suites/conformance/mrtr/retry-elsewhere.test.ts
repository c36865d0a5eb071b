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
        // A connection on which nothing was said before knows of no question.
        const connection = `seen ${ctx.http?.socket.remotePort ?? ''}`;
        const fresh = ctx.shared.get(connection) !== true;
        ctx.shared.set(connection, true);
        if (fresh && (message.params as Loose)?.inputResponses !== undefined)
          return { jsonrpc: '2.0', id: message.id, error: { code: -32602, message: 'No such request' } };
        return next();
      },
    },
  },
});
