import rule from '../../../../suites/conformance/ping/before-initialized.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'everything refused until initialized has come': {
      rpc: (message, next, ctx) => {
        if (message.method === 'notifications/initialized') ctx.store.set('ready', true);
        if (message.method !== 'ping' || ctx.store.has('ready')) return next();
        return { jsonrpc: '2.0', id: message.id!, error: { code: -32600, message: 'Not initialized' } };
      },
    },
  },
});
