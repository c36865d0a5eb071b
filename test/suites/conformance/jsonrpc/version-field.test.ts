import { onMessage, onReply } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/version-field.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'none on errors': onReply('*', (reply) => {
      if (reply.error !== undefined) delete reply.jsonrpc;
    }),
    'a number on errors': onReply('*', (reply) => {
      if (reply.error !== undefined) reply.jsonrpc = 2;
    }),
    'version 1.0': onMessage((m) => {
      m.jsonrpc = '1.0';
    }),
  },
  stillGood: {
    'members of its own': onMessage((m) => {
      m.extra = null;
    }),
  },
});
