import rule from '../../../../suites/conformance/subscriptions/resource-filter-honoured.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a change of another resource': {
      out: (message) =>
        message.method === 'notifications/subscriptions/acknowledged'
          ? [
              message,
              {
                jsonrpc: '2.0',
                method: 'notifications/resources/updated',
                params: { uri: 'note:///other', _meta: (message.params as Loose)._meta },
              },
            ]
          : message,
    },
  },
});
