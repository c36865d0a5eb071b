import { combine, on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/known-notifications-only.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';
import { notification, says } from './said.ts';

prove(rule, {
  ...calls,
  faults: {
    'one that was removed': says(notification('notifications/elicitation/complete', { elicitationId: 'e' })),
    'one of its own, without an extension': where(
      combine(
        on('server/discover', (r) => {
          delete r.capabilities.extensions;
          delete r.capabilities.experimental;
        }),
        says(notification('notifications/vendor/event')).fault,
      ),
      { features: { answers: 'sse', tasks: false } },
    ),
  },
  stillGood: {
    'one of its own, with an extension': says(notification('notifications/vendor/event')),
    'a log message': says(notification('notifications/message', { level: 'info', data: null })),
  },
});
