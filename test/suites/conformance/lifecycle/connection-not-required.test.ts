import rule from '../../../../suites/conformance/lifecycle/connection-not-required.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'cursors that belong to a connection': {
      rpc: (message, next, ctx) => {
        const cursor = (message.params as { cursor?: string } | undefined)?.cursor;
        return cursor !== undefined && ctx.http?.headers.connection === 'close'
          ? { jsonrpc: '2.0', id: message.id, error: { code: -32602, message: 'Invalid cursor' } }
          : next();
      },
    },
  },
  stillGood: { 'a single page': where({}, { server: { pageSize: 100 } }) },
});
