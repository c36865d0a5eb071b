import rule from '../../../../suites/conformance/subscriptions/concurrent.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'one acknowledgement, and no more': {
      out: (message, ctx) => {
        if (message.method !== 'notifications/subscriptions/acknowledged') return message;
        if (ctx.shared.get('taken') === true) return undefined;
        ctx.shared.set('taken', true);
        return message;
      },
    },
  },
});
