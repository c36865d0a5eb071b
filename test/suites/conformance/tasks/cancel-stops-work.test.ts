import rule from '../../../../suites/conformance/tasks/cancel-stops-work.check.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';
import { STOP_TOKEN } from '../../../../suites/artifacts/task-turns.ts';

const progressAfter = (ms: number): Fault => ({
  rpc: async (message, next, ctx) => {
    const params = { progressToken: STOP_TOKEN, progress: 1 };
    const send = (): void => ctx.send({ jsonrpc: '2.0', method: 'notifications/progress', params });
    if (message.method === 'tasks/cancel') setTimeout(send, ms);
    return next();
  },
});

prove(rule, {
  server: { onlyTools: ['build_report'] },
  faults: { 'the work goes on': progressAfter(900) },
  stillGood: { 'what was on its way': progressAfter(1) },
});
