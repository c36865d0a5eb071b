import rule from '../../../../suites/conformance/subscriptions/acknowledged-first.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'no acknowledgement': {
      out: (message) => (message.method === 'notifications/subscriptions/acknowledged' ? undefined : message),
    },
    'the state of the list first': {
      out: (message) =>
        message.method === 'notifications/subscriptions/acknowledged'
          ? [
              {
                jsonrpc: '2.0',
                method: 'notifications/tools/list_changed',
                params: { _meta: (message.params as Loose)._meta },
              },
              message,
            ]
          : message,
    },
  },
});
