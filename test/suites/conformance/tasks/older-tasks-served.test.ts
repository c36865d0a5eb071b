import rule from '../../../../suites/conformance/tasks/older-tasks-served.check.ts';
import { error, instead } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const gone = (method: string) =>
  instead(method, (_params, ctx, next) =>
    ctx.era === 'initialize' ? error(-32601, `Method not found: ${method}`) : next(),
  );

prove(rule, {
  revisions: ['2025-11-25'],
  // Both revisions are spoken, so that the target is known to have tasks of both kinds; the first run is judged here.
  options: { allow: ['build_report'], revisions: ['2025-11-25', '2026-07-28'] },
  faults: {
    'no tasks/get any more': where(gone('tasks/get'), {}),
    'no tasks/cancel any more': where(gone('tasks/cancel'), {}),
  },
});
