import rule from '../../../../suites/conformance/tools/list-changed-notified.check.ts';
import { onSent } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const known = [
  { property: 'changes-list', method: 'tools/call', params: { name: 'change_lists', arguments: { list: 'tools' } } },
];

prove(rule, {
  options: { known, allow: ['change_lists'] },
  faults: {
    'the notification never sent': onSent('notifications/tools/list_changed', () => null),
    'without the subscription id': onSent('notifications/tools/list_changed', (message) => {
      delete message.params._meta;
    }),
  },
  stillGood: {
    'a call that changes nothing': {
      rpc: (message, next) =>
        message.method === 'tools/call'
          ? { jsonrpc: '2.0', id: message.id!, result: { resultType: 'complete', content: [] } }
          : next(),
    },
  },
});
