import { onReply } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/response-id-echo.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'numbers as text': onReply('*', (reply) => {
      if (typeof reply.id === 'number' && reply.id > 1000) reply.id = String(reply.id);
    }),
    'text as numbers': onReply('*', (reply) => {
      if (/^\d+$/.test(String(reply.id))) reply.id = Number(reply.id);
    }),
    'every id as text': onReply('*', (reply) => {
      reply.id = String(reply.id);
    }),
    '0 as no id': { rpc: (message, next) => (message.id === 0 ? undefined : next()) },
    'an empty id as no id': { rpc: (message, next) => (message.id === '' ? undefined : next()) },
    'a large id rounded': onReply('*', (reply) => {
      if (typeof reply.id === 'number') reply.id = Math.fround(reply.id);
    }),
    'a long id cut': onReply('*', (reply) => {
      if (typeof reply.id === 'string') reply.id = reply.id.slice(0, 64);
    }),
  },
  stillGood: {
    'late answers': {
      rpc: async (message, next) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return next(message);
      },
    },
  },
});
