import rule from '../../../../suites/conformance/logging/only-when-requested.check.ts';
import { before } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

const message = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'x' } } as const;
const asks = (params: { _meta?: Record<string, unknown> } | undefined): boolean =>
  params?._meta?.['io.modelcontextprotocol/logLevel'] !== undefined;

prove(rule, {
  ...calls,
  faults: {
    'info by default': before('tools/call', (ctx, params) => {
      if (!asks(params)) ctx.relate(message);
    }),
    'where a request fails': {
      rpc: async (request, next, ctx) => {
        const reply = await next();
        if (reply?.error !== undefined && !asks(request.params as never)) ctx.relate(message);
        return reply;
      },
    },
  },
});
