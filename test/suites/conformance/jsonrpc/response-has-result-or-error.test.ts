import { on, onReply } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/response-has-result-or-error.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    neither: onReply('tools/list', (reply) => {
      delete reply.result;
    }),
    'another name for the result': onReply('tools/list', (reply) => {
      reply.response = reply.result;
      delete reply.result;
    }),
  },
  stillGood: { 'an empty result': on('tools/list', () => ({})) },
});
