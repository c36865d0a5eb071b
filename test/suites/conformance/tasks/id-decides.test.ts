import rule from '../../../../suites/conformance/tasks/id-decides.check.ts';
import { before, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'the related task answered': before('tasks/get', (_, params: Loose) => {
      const other = params._meta?.['io.modelcontextprotocol/related-task']?.taskId;
      if (other) params.taskId = other;
    }),
  },
});
