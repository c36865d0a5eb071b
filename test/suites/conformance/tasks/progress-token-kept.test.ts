import rule from '../../../../suites/conformance/tasks/progress-token-kept.check.ts';
import { onSent, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  transports: ['stdio'],
  faults: {
    'another token': onSent('notifications/progress', (message: Loose) => {
      if (message.params._meta) message.params.progressToken = 'other';
    }),
    'no related task': onSent('notifications/progress', (message: Loose) => {
      delete message.params._meta;
    }),
  },
});
