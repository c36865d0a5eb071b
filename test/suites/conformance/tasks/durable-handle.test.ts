import rule from '../../../../suites/conformance/tasks/durable-handle.check.ts';
import { error, instead } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'found a moment later': instead('tasks/get', (params, ctx, next) => {
      const key = `asked ${params.taskId}`;
      if (ctx.shared.get(key) === true || params.taskId === 'assay-no-such-task') return next();
      ctx.shared.set(key, true);
      return error(-32602, 'Task not found');
    }),
  },
});
