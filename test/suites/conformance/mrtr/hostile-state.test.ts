import rule from '../../../../suites/conformance/mrtr/hostile-state.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault, FaultContext } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

const onState = (reply: (state: unknown, ctx: FaultContext) => Loose): Fault => ({
  rpc: async (message, next, ctx) => {
    const state = (message.params as Loose)?.requestState;
    if (state === undefined || (typeof state === 'string' && state.length > 70_000)) return next();
    const made = reply(state, ctx);
    return made === 'next' ? next() : made === undefined ? undefined : { jsonrpc: '2.0', id: message.id, ...made };
  },
});

prove(rule, {
  faults: {
    'no answer to what is no Base64': onState((state) => (state === 'x' ? undefined : 'next')),
    'the words of the parser': onState(() => ({
      error: { code: -32603, message: 'SyntaxError: Unexpected token x in JSON at position 0' },
    })),
  },
});
