import rule from '../../../../suites/conformance/tasks/only-declaring-clients.check.ts';
import { instead, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'a task for everybody': instead('tools/call', async (_params, ctx, next) => {
      const meta = (ctx.message?.params as Loose)?._meta ?? {};
      const knows = meta['io.modelcontextprotocol/clientCapabilities']?.extensions !== undefined;
      const reply = (await next()) as Loose;
      if (knows || reply?.result?.resultType !== 'complete') return reply;
      return {
        result: {
          resultType: 'task',
          taskId: 'x',
          status: 'working',
          createdAt: '2026-01-01T00:00:00Z',
          lastUpdatedAt: '2026-01-01T00:00:00Z',
          ttlMs: null,
        },
      };
    }),
  },
});
