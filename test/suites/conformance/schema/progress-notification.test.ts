import { onSent } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/progress-notification.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

prove(rule, {
  ...calls,
  faults: {
    'progress as text': onSent('notifications/progress', (m) => {
      m.params.progress = '50%';
    }),
    'null as total': onSent('notifications/progress', (m) => {
      m.params.total = null;
    }),
    'no token': onSent('notifications/progress', (m) => {
      delete m.params.progressToken;
    }),
    'an object as message': where(
      onSent('notifications/progress', (m) => {
        m.params.message = {};
      }),
      { revisions: ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'] },
    ),
  },
  stillGood: {
    fractions: onSent('notifications/progress', (m) => {
      m.params.progress += 0.5;
    }),
  },
});
