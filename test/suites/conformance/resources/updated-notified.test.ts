import rule from '../../../../suites/conformance/resources/updated-notified.check.ts';
import { onSent } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

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
    'the notification never sent': onSent('notifications/resources/updated', () => null),
    'for another resource': onSent('notifications/resources/updated', (message) => {
      message.params.uri = 'image://pixel';
    }),
  },
  stillGood: {
    'for a part of it': onSent('notifications/resources/updated', (message) => {
      message.params.uri += '/line/1';
    }),
    'no subscriptions': where({}, { features: { subscribe: false } }),
  },
});
