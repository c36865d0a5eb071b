import { onReply } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/accepts-extra-members.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'unknown params': {
      rpc: (message, next) =>
        message.params !== undefined && 'assayExtra' in (message.params as object)
          ? { jsonrpc: '2.0', id: message.id as number, error: { code: -32602, message: 'unknown' } }
          : next(),
    },
    'unknown _meta': {
      rpc: (message, next) =>
        JSON.stringify(message.params ?? {}).includes('com.example/assay')
          ? { jsonrpc: '2.0', id: message.id as number, error: { code: -32602, message: 'unknown' } }
          : next(),
    },
  },
  stillGood: {
    'a method refused either way': onReply('resources/templates/list', (reply) => {
      delete reply.result;
      reply.error = { code: -32601, message: 'no' };
    }),
  },
});
