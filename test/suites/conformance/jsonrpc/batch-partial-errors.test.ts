import { onMessage, onReply } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/batch-partial-errors.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'the whole batch is lost': { input: (text) => (text.startsWith('[1,') ? '[1]' : text) },
    'the good one is refused': onReply('ping', (reply) => {
      if (reply.id === 'assay-mixed-a') {
        delete reply.result;
        reply.error = { code: -32600, message: 'no' };
      }
    }),
  },
  stillGood: {
    'other words': onMessage((m) => {
      if (m.error !== undefined) m.error.message = 'Bad';
    }),
  },
});
