import rule from '../../../../suites/conformance/elicitation/all-actions-handled.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

/** Takes no notice of answers like this, so that the call that waits for them never ends. */
const deaf = (when: (answer: Loose) => boolean): Fault => ({
  rpc: async (message, next) => {
    const given = Object.values<Loose>((message.params as Loose)?.inputResponses ?? {});
    const answer = message.method === undefined ? (message as Loose).result : undefined;
    return (answer !== undefined && when(answer)) || given.some(when) ? undefined : next();
  },
});

prove(rule, {
  options: { allow: ['ask_name'] },
  faults: {
    'content read where there is none': {
      fault: {
        rpc: async (message, next, ctx) => {
          const declined = (message as Loose).result?.action;
          if (declined === 'decline' || declined === 'cancel') ctx.store.set('declined', true);
          const reply = (await next()) as Loose;
          if (message.method !== 'tools/call' || ctx.store.get('declined') !== true) return reply;
          ctx.store.delete('declined');
          return { jsonrpc: '2.0', id: message.id, error: { code: -32603, message: 'Internal error' } };
        },
      },
      revisions: ['2025-06-18', '2025-11-25'],
    },
    'a decline that nobody waits for': { fault: deaf((answer) => answer.action === 'decline') },
    'a decline that ends the server': {
      fault: {
        rpc: async (message, next, ctx) => {
          if ((message as Loose).result?.action === 'decline') ctx.exit(1);
          return next();
        },
      },
      transports: ['stdio'],
      revisions: ['2025-06-18', '2025-11-25'],
    },
    'a cancel that ends the server': {
      fault: {
        rpc: async (message, next, ctx) => {
          const given = Object.values<Loose>((message.params as Loose)?.inputResponses ?? {});
          const answer = message.method === undefined ? (message as Loose).result : undefined;
          if (answer?.action === 'cancel' || given.some((each) => each.action === 'cancel')) ctx.exit(1);
          return next();
        },
      },
      transports: ['stdio'],
    },
  },
});
