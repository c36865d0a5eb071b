import rule from '../../../../suites/conformance/jsonrpc/method-not-found.check.ts';
import { prove } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

prove(rule, {
  faults: {
    'internal error': inErrors(-32601, ({ error: e }) => {
      e.code = -32603;
    }),
    'a result': inErrors(-32601, ({ id }) => ({ jsonrpc: '2.0', id, result: { resultType: 'complete' } })),
  },
  stillGood: {
    'another message': inErrors(-32601, ({ error: e }) => {
      e.message = 'Unknown';
    }),
  },
});
