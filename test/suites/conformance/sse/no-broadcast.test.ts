import rule from '../../../../suites/conformance/sse/no-broadcast.check.ts';
import { before, onSent } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'progress on all streams': onSent('notifications/progress', (message, ctx) => {
      ctx.send(message);
    }),
  },
  stillGood: {
    'equal log messages on two streams': before('tools/call', (ctx) => {
      const message = {
        jsonrpc: '2.0',
        method: 'notifications/message',
        params: { level: 'info', data: 'working' },
      } as const;
      ctx.relate(message);
      ctx.send(message);
    }),
  },
});
