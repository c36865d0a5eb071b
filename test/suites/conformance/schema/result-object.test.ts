import { on, onReply } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/result-object.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    true: onReply('resources/list', (reply) => {
      reply.result = true;
    }),
    'a list': onReply('tools/list', (reply) => {
      reply.result = [reply.result];
    }),
    null: onReply('prompts/list', (reply) => {
      reply.result = null;
    }),
  },
  stillGood: { 'no members': on('tools/list', () => ({})) },
});
