import rule from '../../../../suites/conformance/tasks/result-waits.check.ts';
import { combine, error, instead, on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'an error while it works': combine(
      instead('tasks/result', (params, ctx, next) =>
        ctx.shared.get(`asked ${params.taskId}`) === true ? next() : error(-32603, 'not finished'),
      ),
      on('tasks/get', (r) => {
        r.status = 'working';
      }),
    ),
    'a result while it works': combine(
      instead('tasks/result', (params, ctx, next) =>
        ctx.shared.get(`asked ${params.taskId}`) === true ? next() : { result: { content: [], _meta: {} } },
      ),
      on('tasks/get', (r) => {
        r.status = 'working';
      }),
    ),
  },
});
