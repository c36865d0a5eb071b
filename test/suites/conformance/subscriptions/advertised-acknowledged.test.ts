import rule from '../../../../suites/conformance/subscriptions/advertised-acknowledged.check.ts';
import { onSent, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'an empty filter': {
      fault: onSent('notifications/subscriptions/acknowledged', (message: Loose) => {
        message.params.notifications = {};
      }),
    },
  },
});
