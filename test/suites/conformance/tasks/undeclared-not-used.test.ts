import rule from '../../../../suites/conformance/tasks/undeclared-not-used.check.ts';
import { instead } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  features: { tasks: false },
  options: { allow: ['echo', 'add', 'build_report'] },
  faults: {
    'tasks served, not declared': where(
      instead('tools/call', (params, _, next) =>
        params.task === undefined ? next() : { result: { task: { taskId: 'x', status: 'working' } } },
      ),
      { features: { tasks: false } },
    ),
  },
});
