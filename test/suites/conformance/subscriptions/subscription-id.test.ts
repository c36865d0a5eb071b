import rule from '../../../../suites/conformance/subscriptions/subscription-id.check.ts';
import { onSent, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const CHANGES = {
  allow: ['change_lists'],
  known: [
    { property: 'changes-list', method: 'tools/call', params: { name: 'change_lists', arguments: { list: 'tools' } } },
  ],
};

const KEY = 'io.modelcontextprotocol/subscriptionId';
const tags = (change: (id: Loose) => unknown) => ({
  fault: onSent('notifications/subscriptions/acknowledged', (message: Loose) => {
    const id = change(message.params._meta[KEY]);
    message.params._meta = id === undefined ? {} : { [KEY]: id };
  }),
});

prove(rule, {
  options: CHANGES,
  faults: {
    'the id as a string': tags(String),
    'an id of its own': tags(() => 'f47ac10b'),
    'no id where it is 0': tags((id) => id || undefined),
    'the acknowledgement alone has it': {
      fault: onSent('notifications/tools/list_changed', (message: Loose) => {
        message.params = {};
      }),
      options: CHANGES,
    },
  },
});
