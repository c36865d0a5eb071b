import rule from '../../../../suites/conformance/lifecycle/odd-initialize.check.ts';
import { instead } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a process that ends on a number': where(
      {
        rpc: (message, next, ctx) => {
          if ((message.params as { protocolVersion?: unknown } | undefined)?.protocolVersion === 42) ctx.exit(1);
          else return next();
          return new Promise<undefined>(() => undefined);
        },
      },
      { transports: ['stdio'] },
    ),
    'HTTP 500 on a number': where(
      {
        http: (_request, response, next, ctx) => {
          if (!ctx.body?.includes('"protocolVersion":42')) return next();
          response.writeHead(500).end('TypeError');
        },
      },
      { transports: ['streamable-http'] },
    ),
    'silence where capabilities are missing': instead('initialize', async (params, _, next) =>
      params.capabilities === undefined ? undefined : next(),
    ),
  },
  stillGood: {
    'a lenient server': {
      rpc: (message, next) =>
        message.method === 'initialize' &&
        typeof (message.params as { protocolVersion?: unknown }).protocolVersion !== 'string'
          ? next({
              ...message,
              params: {
                capabilities: {},
                clientInfo: {},
                ...(message.params as object),
                protocolVersion: '2025-11-25',
              },
            })
          : next(),
    },
  },
});
