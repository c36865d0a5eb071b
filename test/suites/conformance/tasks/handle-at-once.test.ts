import rule from '../../../../suites/conformance/tasks/handle-at-once.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const held = (ms: number) => ({
  rpc: async (_message: Loose, next: () => Promise<Loose>) => {
    const reply = await next();
    if (reply?.result?.task !== undefined) await new Promise((resolve) => setTimeout(resolve, ms));
    return reply;
  },
});

prove(rule, {
  server: { onlyTools: ['build_report'] },
  faults: { 'answered when the work is done': held(1_200) },
  stillGood: { 'a slow answer': held(300) },
});
