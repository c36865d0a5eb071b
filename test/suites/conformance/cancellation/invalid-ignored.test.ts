import rule from '../../../../suites/conformance/cancellation/invalid-ignored.check.ts';
import { prove, where } from '../../../kit/prove.ts';

const due = (message: { readonly method?: unknown; readonly params?: unknown }): boolean => {
  const id = (message.params as { requestId?: unknown } | undefined)?.requestId;
  return message.method === 'notifications/cancelled' && id !== 424_242;
};

prove(rule, {
  faults: {
    'an error in return': where(
      {
        rpc: (message, next, ctx) => {
          if (due(message)) ctx.send({ jsonrpc: '2.0', id: null, error: { code: -32602, message: 'No such request' } });
          return next();
        },
      },
      { transports: ['stdio'] },
    ),
    'an error in return, over HTTP': where(
      {
        rpc: (message, next) =>
          due(message) ? { jsonrpc: '2.0', id: null, error: { code: -32602, message: 'No such request' } } : next(),
      },
      { transports: ['streamable-http'], revisions: ['2026-07-28'] },
    ),
    'the end of the server': where(
      {
        rpc: (message, next, ctx) => {
          if (!due(message)) return next();
          ctx.hangUp();
          return undefined;
        },
      },
      { transports: ['stdio'] },
    ),
  },
});
