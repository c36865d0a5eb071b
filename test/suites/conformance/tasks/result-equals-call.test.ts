import rule from '../../../../suites/conformance/tasks/result-equals-call.check.ts';
import { on, onReply } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { REFUSES } from './tools-as-tasks.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'a summary instead': on('tasks/result', (r) => {
      r.content = [];
    }),
    'an error instead': on('tasks/result', (r) => {
      r.isError = true;
    }),
  },
});

/** What a tool says of its own failure. */
prove(rule, {
  server: { tools: [REFUSES], onlyTools: ['refuse'] },
  faults: {
    'an error of the protocol over the failure of a tool': onReply('tasks/result', (reply) => {
      if (reply.result?.isError !== true) return;
      delete reply.result;
      reply.error = { code: -32603, message: 'failed' };
    }),
  },
});
