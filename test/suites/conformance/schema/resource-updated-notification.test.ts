import rule from '../../../../suites/conformance/schema/resource-updated-notification.check.ts';
import { prove } from '../../../kit/prove.ts';
import { notification, says } from './said.ts';

prove(rule, {
  neverPasses: 'nothing that this rule alone asks for changes a resource',
  faults: {
    'no uri': says(notification('notifications/resources/updated', {})),
    'a list of them': says(notification('notifications/resources/updated', { uri: ['file:///a'] })),
    'no params': says(notification('notifications/resources/updated')),
  },
  stillGood: {
    'members of its own': says(notification('notifications/resources/updated', { uri: 'file:///a', title: 'A' })),
  },
});
