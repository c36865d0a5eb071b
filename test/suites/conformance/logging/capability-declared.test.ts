import rule from '../../../../suites/conformance/logging/capability-declared.check.ts';
import { combine, on, before } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';
import { live } from '../circumstances.ts';

const hidden = (method: string) =>
  on(method, (r) => {
    delete r.capabilities.logging;
  });
const message = {
  jsonrpc: '2.0',
  method: 'notifications/message',
  params: { level: 'info', data: 'started' },
} as const;

prove(rule, {
  options: { allow: ['status'] },
  faults: {
    'a message at every call, the capability left out': live(
      combine(
        hidden('initialize'),
        hidden('server/discover'),
        before('tools/call', (ctx) => ctx.relate(message)),
        before('tools/list', (ctx) => ctx.relate(message)),
      ),
    ),
    'a message at calls that ask for some, the capability left out': where(
      live(
        combine(hidden('server/discover'), {
          rpc: (msg, next, ctx) => {
            const meta = (msg.params as { _meta?: Record<string, unknown> } | undefined)?._meta;
            if (msg.method === 'tools/call' && meta?.['io.modelcontextprotocol/logLevel'] !== undefined)
              ctx.relate(message);
            return next();
          },
        }),
      ),
      { revisions: ['2026-07-28'] },
    ),
    'a message at start-up': where(
      { start: (ctx) => ctx.send(message) },
      { transports: ['stdio'], features: { logging: false } },
    ),
  },
  stillGood: { 'no messages, no capability': where({}, { features: { logging: false } }) },
});
