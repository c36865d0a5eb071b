import rule from '../../../../suites/conformance/subscriptions/no-progress-on-listen.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a log message': {
      out: (message) =>
        message.method === 'notifications/subscriptions/acknowledged'
          ? [
              message,
              {
                jsonrpc: '2.0',
                method: 'notifications/message',
                params: { level: 'info', data: 'x', _meta: (message.params as Loose)._meta },
              },
            ]
          : message,
    },
  },
});
