import rule from '../../../../suites/conformance/progress/increasing.check.ts';
import { onSent } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

prove(rule, {
  ...calls,
  faults: {
    'the same value each time': onSent('notifications/progress', (message) => {
      message.params.progress = 50;
    }),
    backwards: onSent('notifications/progress', (message) => {
      message.params.progress = -message.params.progress;
    }),
    'twice the same, for numeric tokens alone': onSent('notifications/progress', (message) =>
      typeof message.params.progressToken === 'number' ? [message, message] : message,
    ),
  },
  stillGood: {
    'beyond the total': onSent('notifications/progress', (message) => {
      message.params.progress += 1_000;
    }),
    'negative, and rising': onSent('notifications/progress', (message) => {
      message.params.progress -= 10;
    }),
  },
});
