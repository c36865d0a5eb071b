import rule from '../../../../suites/conformance/lifecycle/base-protocol.check.ts';
import { error, instead, onError } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'ping is unknown': instead('ping', () => error(-32601, 'Method not found')),
    'a result for an unknown method': instead(
      (name) => name === 'assay/unknown',
      () => ({ result: {} }),
    ),
    'silence for an unknown method': instead(
      (name) => name === 'assay/unknown',
      () => undefined,
    ),
    'no ping after an unknown notification': {
      rpc: (message, next, ctx) => {
        if (message.method === 'notifications/assay/unknown') ctx.store.set('dead', true);
        return ctx.store.get('dead') === true && message.method === 'ping' ? undefined : next();
      },
    },
  },
  stillGood: { 'another error for an unknown method': onError(-32601, (told) => void (told.code = -32600)) },
});
