import rule from '../../../../suites/conformance/tasks/lifetime-capped.check.ts';
import { on, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'whatever was asked for': on('tools/call', (r, { params }) => {
      const ttl = (params as Loose).task?.ttl;
      if (r.task && ttl) r.task.ttl = ttl;
    }),
  },
});
