import rule from '../../../../suites/conformance/sse/related-messages.check.ts';
import { before, onEvent } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'progress of another call': onEvent((event) => {
      if (event.data?.includes('assay-stream-a') === true && event.data.includes('notifications/progress'))
        event.data = event.data.replace('assay-stream-a', 'assay-stream-b');
    }),
    'a change of a list on every stream': where(
      before('tools/list', (ctx) => ctx.relate({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' })),
      { features: { answers: 'sse' } },
    ),
    'a change of a list on the stream of a call': where(
      before('tools/call', (ctx) => ctx.relate({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' })),
      { features: { answers: 'sse' }, revisions: ['2026-07-28'] },
    ),
  },
  stillGood: {
    'a log message': before('tools/call', (ctx) =>
      ctx.relate({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'working' } }),
    ),
  },
});
