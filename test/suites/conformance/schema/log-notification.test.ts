import { onSent } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/log-notification.check.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

prove(rule, {
  ...calls,
  faults: {
    'a level of its own': onSent('notifications/message', (m) => {
      m.params.level = 'warn';
    }),
    'no data': onSent('notifications/message', (m) => {
      delete m.params.data;
    }),
    'a number as logger': onSent('notifications/message', (m) => {
      m.params.logger = 7;
    }),
    'no params': onSent('notifications/message', (m) => {
      delete m.params;
    }),
  },
  stillGood: {
    'null as data': onSent('notifications/message', (m) => {
      m.params.data = null;
    }),
  },
});
