import rule from '../../../../suites/conformance/subscriptions/acknowledged-filter.check.ts';
import { onSent, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const acknowledges = (change: (agreed: Loose) => void) => ({
  fault: onSent(
    'notifications/subscriptions/acknowledged',
    (message: Loose) => void change(message.params.notifications),
  ),
});

prove(rule, {
  faults: {
    'everything acknowledged': acknowledges((agreed) =>
      Object.assign(agreed, { toolsListChanged: true, promptsListChanged: true }),
    ),
    'a resource that nobody asked for': acknowledges((agreed) => {
      agreed.resourceSubscriptions = ['file:///other'];
    }),
    'prompts where there are none': {
      ...acknowledges((agreed) => {
        agreed.promptsListChanged = true;
      }),
      features: { prompts: false },
    },
  },
});
