import rule from '../../../../suites/conformance/sse/get-unrelated-messages.check.ts';
import { onSent } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'progress on the listening stream': onSent('notifications/progress', (message, ctx) => {
      ctx.send(message);
      return null;
    }),
  },
  stillGood: { 'no listening stream': where({}, { features: { getStream: false } }) },
});
