import rule from '../../../../suites/conformance/mrtr/state-bound-to-request.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

/** Forgets which request the state was for. */
const unbound: Fault = {
  rpc: async (message, next, ctx) => {
    const params = message.params as Loose;
    if (params?.requestState === undefined) {
      const reply = (await next()) as Loose;
      if (reply?.result?.requestState !== undefined)
        ctx.shared.set(`request ${String(reply.result.requestState)}`, true);
      return reply;
    }
    const known = ctx.shared.get(`request ${String(params.requestState)}`) === true;
    const reply = (await next()) as Loose;
    if (!known || reply?.error === undefined) return reply;
    return {
      jsonrpc: '2.0',
      id: message.id,
      result: { resultType: 'complete', content: [{ type: 'text', text: 'done' }] },
    };
  },
};

prove(rule, {
  options: { allow: ['ask_name', 'review'] },
  faults: { 'a state for everything': unbound },
});
