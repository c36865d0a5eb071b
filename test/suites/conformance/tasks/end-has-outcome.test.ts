import rule from '../../../../suites/conformance/tasks/end-has-outcome.check.ts';
import { combine, on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'completed without a result': on('tasks/get', (r) => {
      if (r.status === 'completed') delete r.result;
    }),
    'failed without an error': on('tasks/get', (r) => {
      if (r.status === 'completed') {
        r.status = 'failed';
        delete r.result;
      }
    }),
    'failed, where the plain call has a tool error': combine(
      on('tools/call', (r, { params }) => {
        if (params.name === 'build_report' && r.resultType === 'complete') r.isError = true;
      }),
      on('tasks/get', (r) => {
        if (r.status !== 'completed') return;
        delete r.result;
        Object.assign(r, { status: 'failed', error: { code: -32603, message: 'The report could not be built' } });
      }),
    ),
  },
});
