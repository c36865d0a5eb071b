import rule from '../../../../suites/conformance/resources/updated-sent.check.ts';
import { prove } from '../../../kit/prove.ts';

const known = [
  {
    property: 'changes-resource',
    method: 'tools/call',
    params: { name: 'write_note', arguments: {}, _meta: { uri: 'notes://today' } },
  },
];

prove(rule, {
  options: { known, allow: ['write_note'] },
  faults: {
    'subscriptions accepted, updates never sent': {
      out: (message) => (message.method === 'notifications/resources/updated' ? undefined : message),
    },
  },
  stillGood: {
    'a call that changes nothing': {
      rpc: (message, next) =>
        message.method === 'tools/call' ? { jsonrpc: '2.0', id: message.id!, result: { content: [] } } : next(),
    },
  },
});
