import rule from '../../../../suites/conformance/tasks/listened-quietly.check.ts';
import { onMessage, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const beside = (method: string, params: Loose) =>
  onMessage((message: Loose, ctx) =>
    message.method === 'notifications/subscriptions/acknowledged' && ctx.message?.method === 'subscriptions/listen'
      ? [message, { jsonrpc: '2.0', method, params: { ...params, ['_meta']: message.params['_meta'] } }]
      : undefined,
  );

prove(rule, {
  server: { onlyTools: ['build_report'] },
  faults: {
    progress: beside('notifications/progress', { progressToken: 'assay-inputs-0', progress: 1 }),
    'a log message': beside('notifications/message', { level: 'info', data: 'working' }),
  },
});
