import rule from '../../../../suites/conformance/lifecycle/initialize-error-versions.check.ts';
import { onMessage } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  server: { revisions: ['2026-07-28'] },
  faults: {
    'a bare message': onMessage((message, ctx) => {
      if (ctx.message?.method === 'initialize') message.error = { code: -32601, message: 'Method not found' };
    }),
  },
  stillGood: {
    'the versions in data': onMessage((message, ctx) => {
      if (ctx.message?.method === 'initialize')
        message.error = { code: -32022, message: 'No', data: { supported: ['2026-07-28'] } };
    }),
  },
});
