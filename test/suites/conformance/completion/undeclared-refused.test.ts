import rule from '../../../../suites/conformance/completion/undeclared-refused.check.ts';
import { onMessage } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const answer = (change: (message: { error?: unknown; result?: unknown }, modern: boolean) => void) =>
  onMessage((message, ctx) => {
    if (ctx.message?.method === 'completion/complete') change(message, ctx.era === 'per-request');
  });

prove(rule, {
  features: { completions: false },
  faults: {
    '-32603': answer((message) => {
      message.error = { code: -32603, message: 'Internal error' };
    }),
    'an empty list of values': answer((message, modern) => {
      delete message.error;
      message.result = { ...(modern ? { resultType: 'complete' } : {}), completion: { values: [] } };
    }),
  },
});
