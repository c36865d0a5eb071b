import rule from '../../../../suites/conformance/roots/changes-handled.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
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
