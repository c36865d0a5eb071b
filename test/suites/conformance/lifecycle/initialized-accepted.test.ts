import rule from '../../../../suites/conformance/lifecycle/initialized-accepted.check.ts';
import { error, instead } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'an error for the notification': where(
      instead('notifications/initialized', () => ({ ...error(-32601, 'Method not found'), jsonrpc: '2.0', id: null })),
      { transports: ['streamable-http'] },
    ),
    'HTTP 400 for the notification': where(
      {
        http: (_request, response, next, ctx) => {
          if (!ctx.body?.includes('notifications/initialized')) return next();
          response.writeHead(400).end();
        },
      },
      { transports: ['streamable-http'] },
    ),
    'HTTP 400 where params are empty': where(
      {
        http: (_request, response, next, ctx) => {
          if (!/notifications\/initialized","params":\{\}/.test(ctx.body ?? '')) return next();
          response.writeHead(400).end();
        },
      },
      { transports: ['streamable-http'] },
    ),
    'an error behind it': where(
      instead('notifications/initialized', () => ({
        jsonrpc: '2.0',
        id: null,
        error: { code: -32601, message: 'no' },
      })),
      { transports: ['stdio'] },
    ),
    'the end of every connection': where(
      {
        rpc: (message, next, ctx) =>
          message.method === 'notifications/initialized' ? (ctx.exit(1), undefined) : next(),
      },
      { transports: ['stdio'] },
    ),
    'lists refused afterwards': {
      rpc: (message, next, ctx) => {
        if (message.method === 'notifications/initialized' && message.params !== undefined) ctx.store.set('odd', true);
        if (ctx.store.get('odd') === true && message.method === 'tools/list')
          return { jsonrpc: '2.0', id: message.id, error: { code: -32600, message: 'Not initialized' } };
        return next();
      },
    },
  },
});
