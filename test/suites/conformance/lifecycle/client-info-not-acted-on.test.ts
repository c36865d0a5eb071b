import rule from '../../../../suites/conformance/lifecycle/client-info-not-acted-on.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a tool for one client alone': {
      rpc: async (message, next) => {
        const reply = await next();
        const meta = (message.params as { _meta?: Record<string, { name?: string }> } | undefined)?._meta;
        const name = meta?.['io.modelcontextprotocol/clientInfo']?.name;
        const result = reply?.result as { tools?: unknown[] } | undefined;
        if (message.method !== 'tools/list' || name === 'claude-ai' || result?.tools === undefined) return reply;
        return { ...reply, result: { ...result, tools: result.tools.slice(1) } } as never;
      },
    },
    'no service without a client': {
      rpc: (message, next) => {
        const meta = (message.params as { _meta?: Record<string, unknown> } | undefined)?._meta;
        return message.method === 'tools/list' && meta?.['io.modelcontextprotocol/clientInfo'] === undefined
          ? { jsonrpc: '2.0', id: message.id, error: { code: -32600, message: 'Who are you?' } }
          : next();
      },
    },
  },
  stillGood: {
    'a list in another order': on('tools/list', (result) => {
      result.tools.reverse();
    }),
    'a list that changes all the time': {
      rpc: async (message, next, ctx) => {
        const reply = await next();
        const count = Number(ctx.shared.get('count') ?? 0);
        ctx.shared.set('count', count + 1);
        const result = reply?.result as { tools?: object[] } | undefined;
        if (message.method !== 'tools/list' || result?.tools === undefined) return reply;
        const tools = result.tools.map((tool) => ({ ...tool, name: `tool-${count}` }));
        return { ...reply, result: { ...result, tools } } as never;
      },
    },
  },
});
