import { onError } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/error-id.check.ts';
import { prove } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

prove(rule, {
  faults: {
    null: inErrors(-32601, (m) => {
      m.id = null;
    }),
    none: inErrors(-32601, (m) => {
      delete m.id;
    }),
    'null for wrong params': inErrors(-32602, (m) => {
      m.id = null;
    }),
  },
  stillGood: {
    'data beside it': onError('*', (e) => {
      if (e.code > -32020) e.data = { id: null };
    }),
  },
});
