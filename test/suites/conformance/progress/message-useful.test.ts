import rule from '../../../../suites/conformance/progress/message-useful.check.ts';
import { onSent } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

const message = (text: string) =>
  onSent('notifications/progress', (one) => {
    one.params.message = text;
  });

prove(rule, {
  ...calls,
  faults: {
    'an empty text': message(''),
    'the number once more': message('3'),
    'data for programs': message('{"step":3}'),
  },
  stillGood: {
    'no message': onSent('notifications/progress', (one) => {
      delete one.params.message;
    }),
    'how far of how much': message('3 of 5'),
    'words with a number': message('3 of 5 files copied'),
    'another script': message('正在处理'),
  },
});
