import rule from '../../../../suites/conformance/pagination/stable-cursors.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a cursor forgotten once it was used': {
      rpc: (message, next, ctx) => {
        const cursor = (message.params as { cursor?: string } | undefined)?.cursor;
        if (cursor === undefined) return next();
        const key = `${String(message.method)} ${cursor}`;
        if (ctx.shared.has(key))
          return { jsonrpc: '2.0', id: message.id!, error: { code: -32602, message: 'Invalid cursor' } };
        ctx.shared.set(key, true);
        return next();
      },
    },
    'the last page, the second time': {
      rpc: async (message, next, ctx) => {
        const cursor = (message.params as { cursor?: string } | undefined)?.cursor;
        const reply = await next();
        if (message.method !== 'prompts/list' || cursor === undefined) return reply;
        if (!ctx.shared.has(cursor)) {
          ctx.shared.set(cursor, true);
          return reply;
        }
        return { ...reply, result: { ...(reply?.result as object), prompts: [] } } as never;
      },
    },
  },
  stillGood: { 'everything on one page': where({}, { server: { pageSize: 1_000 } }) },
});
