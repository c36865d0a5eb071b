import { before } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/dlp/canaries/arguments-in-logs.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  revisions: ['2025-11-25', '2026-07-28'],
  options: { calls: 'all' },
  faults: {
    'arguments on stderr': where(
      before('tools/call', (ctx, params) => ctx.stderr(`call ${JSON.stringify(params)}\n`)),
      { transports: ['stdio'] },
    ),
    'arguments in a log message': before('tools/call', (ctx, params) => {
      const data = `called with ${JSON.stringify(params.arguments)}`;
      ctx.relate({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data } });
    }),
  },
  stillGood: {
    'the name alone': before('tools/call', (ctx, params) => ctx.stderr(`call ${String(params.name)}\n`)),
  },
});
