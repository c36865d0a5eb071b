import rule from '../../../../suites/conformance/resources/updated-only-subscribed.check.ts';
import { after } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const update = { jsonrpc: '2.0', method: 'notifications/resources/updated', params: { uri: 'notes://today' } } as const;

prove(rule, {
  faults: {
    'updates for everybody': after('ping', (ctx) => ctx.send(update)),
  },
  stillGood: { 'no subscriptions': where({}, { features: { subscribe: false } }) },
});
