import rule from '../../../../suites/conformance/sampling/tool-loop-ends.check.ts';
import { changesQuestion } from '../asked.ts';
import { combine, type Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

const TOOLS = [{ name: 'look_up', inputSchema: { type: 'object' } }];

/** Samples again for as long as the answer asks for tools; 2026-07-28: the same question in every round. */
const loop = (limit: number): Fault =>
  combine(
    changesQuestion('sampling/createMessage', (params) => {
      params.tools = TOOLS;
    }),
    {
      settings: { checkAnswers: false },
      rpc: async (message, next, ctx) => {
        const params = message.params as Loose;
        const answers = Object.values<Loose>(params?.inputResponses ?? {});
        if (message.method !== 'tools/call' || !answers.some((answer) => answer.stopReason === 'toolUse'))
          return next();
        const rounds = Number(ctx.shared.get('rounds') ?? 0) + 1;
        ctx.shared.set('rounds', rounds);
        if (rounds >= limit) return next();
        const { inputResponses: _, requestState: __, ...first } = params;
        return next({ ...message, params: first });
      },
    },
  );

prove(rule, {
  options: { allow: ['summarise'] },
  revisions: ['2026-07-28'],
  neverPasses: 'the good server samples without tools',
  faults: { 'no limit': { fault: loop(Number.POSITIVE_INFINITY) } },
  stillGood: { 'five rounds': { fault: loop(5) } },
});
