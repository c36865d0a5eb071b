import rule from '../../../../suites/conformance/lifecycle/no-requests-before-initialized.check.ts';
import { after } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'roots are asked for right after initialize': after('initialize', (ctx) => {
      ctx.send({ jsonrpc: '2.0', id: 'early', method: 'roots/list' });
    }),
  },
  stillGood: {
    'a ping and a log message': after('initialize', (ctx) => {
      ctx.send({ jsonrpc: '2.0', id: 'early', method: 'ping' });
      ctx.send({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'hello' } });
    }),
  },
});
