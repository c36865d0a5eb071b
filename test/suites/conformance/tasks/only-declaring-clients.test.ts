import rule from '../../../../suites/conformance/tasks/only-declaring-clients.check.ts';
import { instead, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const HANDLE = {
  resultType: 'task',
  taskId: 'x',
  status: 'working',
  createdAt: '2026-01-01T00:00:00Z',
  lastUpdatedAt: '2026-01-01T00:00:00Z',
  ttlMs: null,
};

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'a task for everybody': instead('tools/call', async (_params, ctx, next) => {
      const meta = (ctx.message?.params as Loose)?._meta ?? {};
      const knows = meta['io.modelcontextprotocol/clientCapabilities']?.extensions !== undefined;
      const reply = (await next()) as Loose;
      return knows || reply?.result?.resultType !== 'complete' ? reply : { result: HANDLE };
    }),
    'a task for whoever wishes for one': instead('tools/call', (params, _ctx, next) =>
      params.name === 'build_report' && params.task !== undefined ? { result: HANDLE } : next(),
    ),
  },
});
