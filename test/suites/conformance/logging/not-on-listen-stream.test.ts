import rule from '../../../../suites/conformance/logging/not-on-listen-stream.check.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

/** The listen stream is kept open, and every call writes its log there too. */
const broadcast = {
  rpc: (message, next, ctx) => {
    if (message.method === 'subscriptions/listen')
      ctx.shared.set('log', () =>
        ctx.relate({
          jsonrpc: '2.0',
          method: 'notifications/message',
          params: { level: 'info', data: 'x', _meta: { 'io.modelcontextprotocol/subscriptionId': message.id! } },
        }),
      );
    if (message.method === 'tools/call' || message.method === 'tools/list')
      (ctx.shared.get('log') as (() => void) | undefined)?.();
    return next();
  },
} as const satisfies import('../../../../fixtures/good/fault.ts').Fault;

prove(rule, { ...calls, faults: { 'log messages on all open streams': broadcast } });
