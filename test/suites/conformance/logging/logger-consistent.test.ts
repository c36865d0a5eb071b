import rule from '../../../../suites/conformance/logging/logger-consistent.check.ts';
import { onSent } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

let count = 0;

prove(rule, {
  ...calls,
  faults: {
    'an id in the name': onSent('notifications/message', (message) => {
      count += 1;
      message.params.logger = `request ${count}`;
    }),
    'two spellings': onSent('notifications/message', (message) => {
      if (message.params.level === 'alert') message.params.logger = 'Assay_Good';
    }),
  },
  stillGood: {
    'several loggers, one with a number': onSent('notifications/message', (message) => {
      message.params.logger = message.params.level === 'alert' ? 'http2' : 'database';
    }),
    'no logger': onSent('notifications/message', (message) => {
      delete message.params.logger;
    }),
  },
});
