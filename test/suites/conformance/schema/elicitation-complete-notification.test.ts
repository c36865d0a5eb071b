import rule from '../../../../suites/conformance/schema/elicitation-complete-notification.check.ts';
import { prove } from '../../../kit/prove.ts';
import { notification, says } from './said.ts';

prove(rule, {
  neverPasses: 'elicitation of pages is declined by default',
  faults: {
    'another name for the id': says(notification('notifications/elicitation/complete', { id: 'x' })),
    'a number as id': says(notification('notifications/elicitation/complete', { elicitationId: 7 })),
    'no params': says(notification('notifications/elicitation/complete')),
  },
  stillGood: { 'a proper one': says(notification('notifications/elicitation/complete', { elicitationId: 'x' })) },
});
