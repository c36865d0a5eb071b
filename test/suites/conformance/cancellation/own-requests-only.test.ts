import rule from '../../../../suites/conformance/cancellation/own-requests-only.check.ts';
import { onSent, before } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

prove(rule, {
  ...calls,
  faults: {
    "the id of the client's call": before('tools/call', (ctx) =>
      ctx.relate({
        jsonrpc: '2.0',
        method: 'notifications/cancelled',
        params: { requestId: `call ${String(ctx.message?.id)}` },
      }),
    ),
    'no requestId': onSent('notifications/cancelled', (message) => {
      delete message.params.requestId;
    }),
    'the id as text': onSent('notifications/cancelled', (message) => {
      message.params.requestId = String(message.params.requestId);
    }),
  },
  stillGood: {
    'no reason given': onSent('notifications/cancelled', (message) => {
      delete message.params.reason;
    }),
    'nothing cancelled': onSent('notifications/cancelled', () => null),
  },
});
