import rule from '../../../../suites/conformance/lifecycle/removed-methods.check.ts';
import { onMessage } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'ping is served': {
      out: (message, ctx) =>
        ctx.message?.method === 'ping'
          ? { jsonrpc: '2.0', id: message.id, result: { resultType: 'complete' } }
          : message,
    },
    'another error for a removed method': onMessage((message, ctx) => {
      if (ctx.message?.method === 'logging/setLevel') message.error = { code: -32602, message: 'Invalid params' };
    }),
  },
});
