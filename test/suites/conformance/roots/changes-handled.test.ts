import { instead } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/roots/changes-handled.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'an error behind it': where(
      instead('notifications/roots/list_changed', () => ({
        jsonrpc: '2.0',
        id: null,
        error: { code: -32601, message: 'Method not found' },
      })),
      { transports: ['stdio'] },
    ),
    'no further answer': {
      fault: {
        rpc: async (message, next, ctx) => {
          if (message.method === 'notifications/roots/list_changed') ctx.shared.set('confused', true);
          return message.method === 'ping' && ctx.shared.get('confused') === true ? undefined : next();
        },
      },
    },
    'an end on stdio': {
      fault: {
        rpc: async (message, next, ctx) => {
          if (message.method === 'notifications/roots/list_changed') ctx.exit(1);
          return next();
        },
      },
      transports: ['stdio'],
    },
  },
});
