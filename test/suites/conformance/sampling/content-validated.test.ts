import rule from '../../../../suites/conformance/sampling/content-validated.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

/** Says what it got, whatever that is. */
const unchecked: Fault = {
  settings: { checkAnswers: false },
  rpc: async (message, next) => {
    const reply = (await next()) as Loose;
    if (message.method !== 'tools/call' || (message.params as Loose)?.name !== 'summarise') return reply;
    if (reply?.result?.isError !== true) return reply;
    return {
      ...reply,
      result: { ...reply.result, isError: false, content: [{ type: 'text', text: 'Summary: undefined' }] },
    };
  },
};

prove(rule, {
  options: { allow: ['summarise'] },
  faults: { 'text read unguarded': { fault: unchecked } },
});
