import rule from '../../../../suites/conformance/lifecycle/unadvertised-method.check.ts';
import { onMessage } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  features: { prompts: false, completions: false },
  faults: {
    'another error for prompts that are not advertised': onMessage((message, ctx) => {
      if (ctx.message?.method === 'prompts/list') message.error = { code: -32602, message: 'Invalid params' };
    }),
    'another error for completion': onMessage((message, ctx) => {
      if (ctx.message?.method === 'completion/complete') message.error = { code: -32600, message: 'No' };
    }),
  },
  stillGood: {
    'an empty list': {
      out: (message, ctx) =>
        ctx.message?.method === 'prompts/list'
          ? {
              jsonrpc: '2.0',
              id: message.id,
              result: { resultType: 'complete', prompts: [], ttlMs: 0, cacheScope: 'private' },
            }
          : message,
    },
  },
});
