import rule from '../../../../suites/conformance/schema/acknowledged-notification.check.ts';
import { prove } from '../../../kit/prove.ts';
import { notification, says } from './said.ts';

const acknowledged = (notifications: unknown) =>
  notification('notifications/subscriptions/acknowledged', {
    notifications,
    _meta: { 'io.modelcontextprotocol/subscriptionId': 'said' },
  });

prove(rule, {
  neverPasses: 'this rule alone opens no subscription',
  faults: {
    'names in place of flags': says(acknowledged(['toolsListChanged'])),
    'flags as text': says(acknowledged({ toolsListChanged: 'yes' })),
    'one uri in place of a list': says(acknowledged({ resourceSubscriptions: 'file:///a' })),
  },
  stillGood: { 'nothing granted': says(acknowledged({})) },
});
