import { on, onReply } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/response-not-both.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'null as result of errors': onReply('*', (reply) => {
      if (reply.error !== undefined) reply.result = null;
    }),
    'null as error of results': onReply('*', (reply) => {
      if (
        reply.result !== undefined &&
        reply.result.protocolVersion === undefined &&
        reply.result.supportedVersions === undefined
      )
        reply.error = null;
    }),
  },
  stillGood: {
    'a result with a member named error': on('tools/list', (r) => {
      r.error = null;
    }),
  },
});
