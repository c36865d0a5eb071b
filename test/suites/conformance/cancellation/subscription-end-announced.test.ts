import rule from '../../../../suites/conformance/cancellation/subscription-end-announced.check.ts';
import { onMessage } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const end = { name: 'end_subscriptions' };
const server = {
  tools: [
    {
      name: end.name,
      title: 'End subscriptions',
      description: 'Ends all open subscriptions.',
      inputSchema: { type: 'object' },
      annotations: { readOnlyHint: true },
      run: (_: object, call: import('../../../../fixtures/good/call.ts').Call) => {
        call.server.endSubscriptions();
        return { content: [{ type: 'text', text: 'Ended.' }] };
      },
    },
  ],
};

prove(rule, {
  server,
  options: {
    known: [{ property: 'ends-subscription', method: 'tools/call', params: { name: end.name, arguments: {} } }],
  },
  faults: {
    'ended without a word': onMessage((message, ctx) => {
      const ending =
        message.method === 'notifications/cancelled' ||
        (message.result !== undefined && ctx.message?.method === 'subscriptions/listen');
      return ending ? null : undefined;
    }),
  },
  stillGood: {
    'only the result': onMessage((message) => (message.method === 'notifications/cancelled' ? null : undefined)),
    'only the notification': onMessage((message, ctx) =>
      message.result !== undefined && ctx.message?.method === 'subscriptions/listen' ? null : undefined,
    ),
  },
});
