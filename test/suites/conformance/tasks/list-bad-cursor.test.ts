import rule from '../../../../suites/conformance/tasks/list-bad-cursor.check.ts';
import { before, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  transports: ['stdio'],
  faults: {
    'the first page instead': before('tasks/list', (_, params: Loose) => {
      if (params.cursor === 'assay-invalid-cursor') delete params.cursor;
    }),
  },
});
