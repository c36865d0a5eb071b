import { onError, onReply } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/error-response.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'no message': onError('*', (e) => {
      delete e.message;
    }),
    'a number as message': onError('*', (e) => {
      e.message = 7;
    }),
    'text as error': onReply('*', (reply) => {
      if (reply.error !== undefined) reply.error = 'failed';
    }),
    'an object as id': onReply('*', (reply) => {
      if (reply.error !== undefined) reply.id = {};
    }),
    'a fraction as id': onReply('*', (reply) => {
      if (reply.error !== undefined) reply.id = 1.5;
    }),
    'no id, where it was needed': where(
      onReply('assay/no-such-method', (reply) => {
        delete reply.id;
      }),
      { revisions: ['2024-11-05'], transports: ['streamable-http'] },
    ),
  },
  stillGood: {
    'data of any kind': onError('*', (e) => {
      if (e.code > -32020 || e.code < -32099) e.data = null;
    }),
    'no id, where it may be left out': where(
      onReply('assay/no-such-method', (reply) => {
        delete reply.id;
      }),
      { revisions: ['2025-11-25'] },
    ),
    'a null id': onReply('assay/no-such-method', (reply) => {
      reply.id = null;
    }),
  },
});
