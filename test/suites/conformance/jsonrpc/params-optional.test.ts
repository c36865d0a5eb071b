import { onReply } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/params-optional.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'they are needed': {
      rpc: (message, next) =>
        message.id !== undefined && message.params === undefined && message.method === 'tools/list'
          ? { jsonrpc: '2.0', id: message.id, error: { code: -32602, message: 'params' } }
          : next(),
    },
    'they must not be there': {
      rpc: (message, next) =>
        message.id !== undefined && message.params !== undefined && message.method === 'ping'
          ? { jsonrpc: '2.0', id: message.id, error: { code: -32602, message: 'params' } }
          : next(),
    },
  },
  stillGood: {
    'refused both ways': onReply('resources/templates/list', (reply) => {
      delete reply.result;
      reply.error = { code: -32601, message: 'no' };
    }),
  },
});
