import rule from '../../../../suites/conformance/tasks/status-notice.check.ts';
import { onSent, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  transports: ['stdio'],
  faults: {
    'named again': onSent('notifications/tasks/status', (message: Loose) => {
      message.params._meta = { 'io.modelcontextprotocol/related-task': { taskId: 'x' } };
    }),
  },
});
