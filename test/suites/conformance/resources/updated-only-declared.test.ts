import rule from '../../../../suites/conformance/resources/updated-only-declared.check.ts';
import { after } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const update = { jsonrpc: '2.0', method: 'notifications/resources/updated', params: { uri: 'notes://today' } } as const;

prove(rule, {
  features: { subscribe: false },
  faults: {
    'updates without the declaration': where(
      after('notifications/initialized', (ctx) => setTimeout(() => ctx.send(update), 20)),
      { transports: ['stdio'] },
    ),
  },
  stillGood: { 'subscriptions declared': where({}, { features: { subscribe: true } }) },
});
