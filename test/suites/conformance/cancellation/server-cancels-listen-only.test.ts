import rule from '../../../../suites/conformance/cancellation/server-cancels-listen-only.check.ts';
import { before } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

prove(rule, {
  ...calls,
  faults: {
    'a call cancelled by the server': before('tools/call', (ctx) =>
      ctx.relate({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: ctx.message?.id ?? 0 } }),
    ),
    'an id that nobody asked with': before('tools/list', (ctx) =>
      ctx.relate({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'none' } }),
    ),
  },
});
