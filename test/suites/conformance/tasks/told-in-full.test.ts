import rule from '../../../../suites/conformance/tasks/told-in-full.check.ts';
import { onSent, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const told = (change: (params: Loose) => void) =>
  onSent('notifications/tasks', (message: Loose) => change(message.params));

prove(rule, {
  server: { onlyTools: ['build_report'] },
  faults: {
    'id and status alone': told((params) => {
      for (const key of ['createdAt', 'lastUpdatedAt', 'ttlMs', 'result']) delete params[key];
    }),
    'completed without its result': told((params) => {
      delete params.result;
    }),
  },
});
