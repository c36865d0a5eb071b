import rule from '../../../../suites/conformance/tasks/extension-needs-revision.check.ts';
import { on, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  revisions: ['2025-11-25'],
  server: { onlyTools: ['build_report'] },
  faults: {
    'the capability decides': where(
      {
        rpc: on('tools/call', (result: Loose) =>
          result.task === undefined ? { resultType: 'task', taskId: 'x', status: 'working' } : result,
        ).rpc!,
      },
      {},
    ),
  },
});
