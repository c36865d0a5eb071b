import rule from '../../../../suites/conformance/prompts/list-changed-notified.check.ts';
import { onSent } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const known = [
  { property: 'changes-list', method: 'tools/call', params: { name: 'change_lists', arguments: { list: 'prompts' } } },
];

prove(rule, {
  options: { known, allow: ['change_lists'] },
  faults: {
    'the notification never sent': onSent('notifications/prompts/list_changed', () => null),
    'without the subscription id': onSent('notifications/prompts/list_changed', (message) => {
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
