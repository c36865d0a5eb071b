import rule from '../../../../suites/conformance/logging/data-has-content.check.ts';
import { onSent } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

prove(rule, {
  ...calls,
  faults: {
    'data null': onSent('notifications/message', (message) => {
      message.params.data = null;
    }),
    'an empty object, at one level': onSent('notifications/message', (message) => {
      if (message.params.level === 'alert') message.params.data = {};
    }),
  },
  stillGood: {
    'data 0 and false': onSent('notifications/message', (message) => {
      message.params.data = message.params.level === 'alert' ? 0 : false;
    }),
  },
});
