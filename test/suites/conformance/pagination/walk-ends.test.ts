import rule from '../../../../suites/conformance/pagination/walk-ends.check.ts';
import type { JsonObject } from '../../../../fixtures/good/protocol.ts';
import { prove, where } from '../../../kit/prove.ts';
import { live } from '../circumstances.ts';

prove(rule, {
  faults: {
    'the same cursor for ever': { settings: { closeCursor: () => 'again', openCursor: () => 1 } },
    'the first page for every cursor': {
      rpc: (message, next) =>
        message.method === 'resources/list'
          ? next({ ...message, params: { ...(message.params as object), cursor: undefined } as never })
          : next(),
    },
    'new cursors for ever, and the same page': {
      rpc: async (message, next) => {
        if (message.method !== 'prompts/list') return next();
        const params = message.params as { cursor?: string; _meta?: object } | undefined;
        const { cursor: _, ...rest } = (params ?? {}) as JsonObject;
        const reply = await next({ ...message, params: rest });
        const count = Number(/\d+$/u.exec(params?.cursor ?? '0')?.[0]) + 1;
        return { ...reply, result: { ...(reply?.result as object), nextCursor: `page ${count}` } } as never;
      },
    },
    'an entry lost in every second walk': {
      rpc: async (message, next, ctx) => {
        const reply = await next();
        const result = reply?.result as { tools?: unknown[] } | undefined;
        const first = (message.params as { cursor?: string } | undefined)?.cursor === undefined;
        if (message.method !== 'tools/list' || !first || result?.tools === undefined) return reply;
        const count = Number(ctx.shared.get('walks') ?? 0) + 1;
        ctx.shared.set('walks', count);
        return count % 2 === 0 ? ({ ...reply, result: { ...result, tools: result.tools.slice(1) } } as never) : reply;
      },
    },
  },
  stillGood: {
    'everything on one page': where({}, { server: { pageSize: 1_000 } }),
    'one entry a page': where({}, { server: { pageSize: 1 } }),
    'the list refused': live({
      rpc: (message, next) =>
        message.method === 'prompts/list'
          ? { jsonrpc: '2.0', id: message.id!, error: { code: -32603, message: 'Down' } }
          : next(),
    }),
  },
});
