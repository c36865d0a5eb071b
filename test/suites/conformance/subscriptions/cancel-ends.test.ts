import rule from '../../../../suites/conformance/subscriptions/cancel-ends.check.ts';
import { prove } from '../../../kit/prove.ts';

const CHANGES = {
  allow: ['change_lists'],
  known: [
    { property: 'changes-list', method: 'tools/call', params: { name: 'change_lists', arguments: { list: 'tools' } } },
  ],
};

prove(rule, {
  options: CHANGES,
  faults: {
    'a cancellation that is not heard': {
      rpc: (message, next) => (message.method === 'notifications/cancelled' ? undefined : next()),
    },
  },
});
