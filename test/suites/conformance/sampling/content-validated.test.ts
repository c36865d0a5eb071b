import rule from '../../../../suites/conformance/sampling/content-validated.check.ts';
import { combine, type Loose, onReply } from '../../../../fixtures/faults/on.ts';
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
  faults: {
    'a role that does not exist, taken': {
      fault: combine(
        onReply('tools/call', (reply) => {
          const [block] = reply.result?.content ?? [];
          if (block?.text === 'Summary: undefined') block.text = 'No summary.';
        }),
        unchecked,
      ),
      revisions: ['2026-07-28'],
    },
    'text read unguarded': { fault: unchecked },
    'an exception, caught': {
      fault: combine(
        onReply('tools/call', (reply) => {
          if (!JSON.stringify(reply).includes('Summary: undefined')) return;
          delete reply.result;
          reply.error = { code: -32603, message: "Cannot read properties of undefined (reading 'text')" };
        }),
        unchecked,
      ),
    },
  },
});
