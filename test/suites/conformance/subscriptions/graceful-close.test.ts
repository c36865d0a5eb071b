import rule from '../../../../suites/conformance/subscriptions/graceful-close.check.ts';
import { onMessage } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const isEnd = (message: { result?: unknown; method?: unknown }, method: unknown): boolean =>
  method === 'subscriptions/listen' && message.result !== undefined;

prove(rule, {
  options: {
    allow: ['end_subscriptions'],
    known: [
      { property: 'ends-subscription', method: 'tools/call', params: { name: 'end_subscriptions', arguments: {} } },
    ],
  },
  faults: {
    'the stream is cut': where(
      onMessage((message, ctx) => {
        if (!isEnd(message, ctx.message?.method)) return undefined;
        ctx.hangUp();
        return null;
      }),
      { transports: ['streamable-http'] },
    ),
    'an error instead of a result': onMessage((message, ctx) =>
      isEnd(message, ctx.message?.method)
        ? { jsonrpc: '2.0', id: message.id, error: { code: -32603, message: 'The server stops' } }
        : undefined,
    ),
  },
});
