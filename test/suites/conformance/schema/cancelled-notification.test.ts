import rule from '../../../../suites/conformance/schema/cancelled-notification.check.ts';
import { prove } from '../../../kit/prove.ts';
import { notification, says } from './said.ts';

prove(rule, {
  neverPasses: 'the good server cancels nothing that this rule alone would start',
  faults: {
    'another name for the id': says(notification('notifications/cancelled', { id: 7 }), {
      revisions: ['2024-11-05', '2025-03-26', '2025-06-18', '2026-07-28'],
    }),
    'an object as id': says(notification('notifications/cancelled', { requestId: {} })),
    'a number as reason': says(notification('notifications/cancelled', { requestId: 'x', reason: 7 })),
  },
  stillGood: {
    'a proper one': says(notification('notifications/cancelled', { requestId: 'assay-none', reason: 'late' })),
    'without id, where it may be left out': says(notification('notifications/cancelled', {}), {
      revisions: ['2025-11-25'],
    }),
  },
});
