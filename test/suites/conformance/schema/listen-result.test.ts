import { instead } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/listen-result.check.ts';
import { prove } from '../../../kit/prove.ts';

/** Subscriptions that are over as soon as they are asked for. */
const ended = (result: (id: unknown) => object) =>
  instead('subscriptions/listen', (_, { message }) => ({ result: result(message?.id) }));

prove(rule, {
  neverPasses: 'the good server keeps subscriptions open',
  faults: {
    'no id': ended(() => ({ resultType: 'complete' })),
    'the id of another': ended(() => ({
      resultType: 'complete',
      _meta: { 'io.modelcontextprotocol/subscriptionId': 'another' },
    })),
  },
  stillGood: {
    'the right id': ended((id) => ({
      resultType: 'complete',
      _meta: { 'io.modelcontextprotocol/subscriptionId': id },
    })),
  },
});
