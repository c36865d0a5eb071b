import rule from '../../../../suites/conformance/logging/before-final-response.check.ts';
import { after } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

const message = {
  jsonrpc: '2.0',
  method: 'notifications/message',
  params: { level: 'emergency', data: 'late' },
} as const;

prove(rule, {
  ...calls,
  faults: {
    'messages flushed behind the response': where(
      after('tools/call', (ctx, params) => {
        if (params?._meta?.['io.modelcontextprotocol/logLevel'] !== undefined) ctx.send(message);
      }),
      { transports: ['stdio'] },
    ),
  },
});
