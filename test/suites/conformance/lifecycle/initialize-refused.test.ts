import rule from '../../../../suites/conformance/lifecycle/initialize-refused.check.ts';
import { error, instead, onHttp } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  server: { revisions: ['2026-07-28'] },
  faults: {
    'a result without service': {
      out: (message, ctx) =>
        ctx.message?.method === 'initialize'
          ? {
              jsonrpc: '2.0',
              id: message.id,
              result: { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 'x', version: '1' } },
            }
          : message,
    },
    silence: where(
      instead('initialize', () => undefined),
      { transports: ['stdio'] },
    ),
    'HTTP 200 with the error': where(
      onHttp((answer, ctx) => {
        if (ctx.body?.includes('"initialize"')) answer.status = 200;
      }),
      { transports: ['streamable-http'] },
    ),
  },
  stillGood: {
    'an error of any code': where(
      instead('initialize', () => error(-32099, 'Go away, use 2026-07-28')),
      { transports: ['stdio'] },
    ),
    'a server of both eras': where({}, { server: { revisions: ['2025-11-25', '2026-07-28'] } }),
  },
});
