import rule from '../../../../suites/conformance/tasks/cancel-finished.check.ts';
import { instead } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'a success': instead('tasks/cancel', async (params, _, next) => {
      const reply = await next();
      return reply?.error === undefined
        ? reply
        : {
            result: {
              taskId: params.taskId,
              status: 'cancelled',
              createdAt: '2026-01-01T00:00:00Z',
              lastUpdatedAt: '2026-01-01T00:00:00Z',
              ttl: null,
            },
          };
    }),
  },
});
