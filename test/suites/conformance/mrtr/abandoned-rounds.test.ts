import rule from '../../../../suites/conformance/mrtr/abandoned-rounds.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['ask_name', 'review'] },
  faults: {
    'a worker for each question': {
      rpc: async (message, next, ctx) => {
        const waiting = (): number => Number(ctx.shared.get('waiting') ?? 0);
        if (waiting() > 15) return undefined;
        const reply = (await next()) as Loose;
        if (reply?.result?.resultType === 'input_required') ctx.shared.set('waiting', waiting() + 1);
        if ((message.params as Loose)?.inputResponses !== undefined)
          ctx.shared.set('waiting', Math.max(0, waiting() - 1));
        return reply;
      },
    },
  },
});
