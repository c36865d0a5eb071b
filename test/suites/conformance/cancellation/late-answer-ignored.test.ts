import rule from '../../../../suites/conformance/cancellation/late-answer-ignored.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

const isResponse = (message: object): boolean => !('method' in message) && ('result' in message || 'error' in message);

prove(rule, {
  ...calls,
  faults: {
    '«unknown response id» and the end of the session': where(
      {
        rpc: async (message, next, ctx) => {
          const late = isResponse(message) && ctx.store.has('cancelled');
          if (message.method === 'notifications/cancelled') ctx.store.set('cancelled', true);
          if (late) ctx.hangUp();
          return late ? undefined : next();
        },
      },
      { transports: ['stdio'] },
    ),
    'an error in return': where(
      {
        rpc: (message, next, ctx) => {
          if (message.method === 'notifications/cancelled') ctx.store.set('cancelled', true);
          if (!isResponse(message) || !ctx.store.has('cancelled')) return next();
          return { jsonrpc: '2.0', id: message.id!, error: { code: -32600, message: 'Unknown response id' } };
        },
      },
      { transports: ['stdio'] },
    ),
  },
});
