import rule from '../../../../suites/conformance/pagination/cursor-accepted.check.ts';
import { instead, error, on } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'cursors ignored': {
      rpc: (message, next) => {
        if (message.method !== 'tools/list') return next();
        const { cursor: _, ...rest } = (message.params ?? {}) as { cursor?: unknown };
        return next({ ...message, params: rest });
      },
    },
    'cursors of one list refused': instead('prompts/list', (params, _, next) =>
      params.cursor === undefined ? next() : error(-32602, 'Invalid cursor'),
    ),
    'the empty cursor handed out and refused': {
      rpc: async (message, next) => {
        const cursor = (message.params as { cursor?: unknown } | undefined)?.cursor;
        if (message.method !== 'tools/list') return next();
        if (cursor === '')
          return { jsonrpc: '2.0', id: message.id!, error: { code: -32602, message: 'Invalid cursor' } };
        const reply = await next();
        return { ...reply, result: { ...(reply?.result as object), nextCursor: '' } } as never;
      },
    },
  },
  stillGood: {
    'everything on one page': where({}, { server: { pageSize: 1_000 } }),
    'refused once, while the list changed': {
      rpc: (message, next, ctx) => {
        const cursor = (message.params as { cursor?: unknown } | undefined)?.cursor;
        if (message.method !== 'tools/list' || cursor === undefined || ctx.shared.has('refused')) return next();
        ctx.shared.set('refused', true);
        return { jsonrpc: '2.0', id: message.id!, error: { code: -32602, message: 'Invalid cursor' } };
      },
    },
    'the empty cursor handed out and taken': on('tools/list', () => undefined),
  },
});
